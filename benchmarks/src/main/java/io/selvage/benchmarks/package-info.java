/** The figures that the documents quote, each by one main class, and the load generators behind them. */
@NullMarked
package io.selvage.benchmarks;

import org.jspecify.annotations.NullMarked;
