/** What each service has: its context, configuration, common routes, request rules, errors, clients and bus. */
@NullMarked
package io.selvage.service;

import org.jspecify.annotations.NullMarked;
