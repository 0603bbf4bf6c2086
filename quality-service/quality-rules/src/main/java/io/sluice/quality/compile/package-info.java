/**
 * From rules as written to plans: {@link io.sluice.quality.compile.RuleCompiler} parses and types
 * each rule. A rule that does not compile is never dropped: it carries its fault and is judged
 * ERRORED.
 */
package io.sluice.quality.compile;
