/**
 * Naming rules: producers write one and the same dataset in different ways ({@code s3a} for {@code
 * s3}, a port that goes without saying, a partition's directory), and ordered rules make one
 * spelling out of them. A version of the rules never changes; applying it is a pure function.
 */
package io.sluice.lineage.naming;
