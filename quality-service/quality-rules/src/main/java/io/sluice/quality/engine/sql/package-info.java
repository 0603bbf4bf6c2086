/**
 * What the SQL engines share: {@link io.sluice.quality.engine.sql.SqlSession} plans metrics as few
 * statements, and a {@link io.sluice.quality.engine.sql.Dialect} writes them. All row predicates
 * and aggregates, with any mix of {@code where}, go into one scan; every distinct key is one
 * group-by; failing rows are read only on demand.
 *
 * <p>What was measured for the scan's form, on DuckDB with 1 M rows in Parquet, CPU seconds, rounds
 * interleaved (differences below a tenth say nothing): 180 conditions as {@code count(CASE WHEN c
 * THEN 1 END)} 1.09, {@code count_if(c)} 1.17, two counts packed into one sum 1.26, {@code sum} of
 * the condition as a number 1.45, {@code count(c OR NULL)} 1.88, {@code count(nullif(c, false))}
 * 2.06; a bit mask with GROUP BY, on 30 rules, 0.68 to 0.77 against 0.59. So CASE stayed. Of 360
 * figures in one scan (3.65): De Morgan's form of NOT BETWEEN 3.93, nullness of a comparison
 * written as nullness of its columns 3.64, expressions that conditions share computed once in an
 * inner SELECT 4.3. So conditions are written as they are.
 */
package io.sluice.quality.engine.sql;
