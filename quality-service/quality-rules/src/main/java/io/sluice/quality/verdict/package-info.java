/** Results of rules, and the pure judgement that turns them into a gate's decision. */
package io.sluice.quality.verdict;
