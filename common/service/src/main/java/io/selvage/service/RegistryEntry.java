package io.selvage.service;

import io.selvage.contracts.registry.RegistryApi;

/** The registry that the service is entered in. */
record RegistryEntry(RegistryApi registry) {}
