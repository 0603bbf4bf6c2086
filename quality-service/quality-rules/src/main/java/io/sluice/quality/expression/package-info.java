/**
 * The rule language: JEXL text is parsed by {@link io.sluice.quality.expression.SafeJexl}, typed
 * against columns or metrics by {@link io.sluice.quality.expression.Typer}, and from then on is a
 * tree of {@link io.sluice.quality.expression.Expr} that no engine may read differently from {@link
 * io.sluice.quality.expression.Evaluator}.
 *
 * <p>Truth is three-valued. {@code x == null} is IS NULL; {@code =~} matches the whole value
 * against a pattern of the RE2 subset, or tests membership in a list or an inclusive range; {@code
 * =^} and {@code =$} test the start and the end; exact numbers stay exact ({@code 7/2} is 3.5; a
 * quotient is rounded half away from zero at nine decimal places; division by zero is null); a
 * number beside a double is a double; NaN equals itself and is greatest; text orders by code point
 * and its length counts code points; a text constant beside a date is read as a date. Odd column
 * names are written {@code ['a b']} or between back-quotes. {@code substring(text, from, to)}
 * counts from 0 and leaves the end out; {@code min} and {@code max} ignore nulls; {@code empty(x)}
 * is true for null and ''.
 */
package io.sluice.quality.expression;
