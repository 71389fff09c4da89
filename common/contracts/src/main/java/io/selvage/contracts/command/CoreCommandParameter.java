package io.selvage.contracts.command;

import io.selvage.contracts.value.ValueType;

/** A resource of a command. */
public record CoreCommandParameter(String resourceName, ValueType valueType) {}
