/** The routes of datasets, and the use cases behind them. */
@NullMarked
package io.sluice.catalog.dataset;

import org.jspecify.annotations.NullMarked;
