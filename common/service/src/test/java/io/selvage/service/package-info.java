@NullMarked
package io.selvage.service;

import org.jspecify.annotations.NullMarked;
