/**
 * What the SQL engines share: {@link io.sluice.quality.engine.sql.SqlSession} plans metrics as few
 * statements, and a {@link io.sluice.quality.engine.sql.Dialect} writes them. All row predicates
 * and aggregates, with any mix of {@code where}, go into one scan; every distinct key is one
 * group-by; failing rows are read only on demand.
 */
package io.sluice.quality.engine.sql;
