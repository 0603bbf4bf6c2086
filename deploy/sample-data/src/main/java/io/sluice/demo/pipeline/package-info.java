/**
 * The sales pipeline that the demonstration runs: land, ask, clean and load, report. It is written
 * as a team would write it that has Sluice: each job tells the collector what it does, and none
 * goes on without its gate's word.
 */
@NullMarked
package io.sluice.demo.pipeline;

import org.jspecify.annotations.NullMarked;
