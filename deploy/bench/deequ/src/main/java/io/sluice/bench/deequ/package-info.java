/** The thirty rules about sales as a Deequ program, in a process of its own. */
package io.sluice.bench.deequ;
