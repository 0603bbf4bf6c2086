package io.sluice.quality.engine.duckdb;

import io.sluice.quality.engine.sql.QueryRefusedException;
import io.sluice.quality.expression.Suggestion;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;

/**
 * The functions and types that a query of the user's may name. What is not here is refused: DuckDB
 * counts what a function returns neither against its memory limit nor against the time limit, so a
 * function whose result may be much longer than its arguments can end the process.
 */
final class QueryFunctions {

  private static final Set<String> OPERATORS =
      words("+ - * / // % ** ^ & | << >> ~ @ || ~~ !~~ ~~* !~~* ~~~ ^@ like_escape not_like_escape")
          .with("ilike_escape not_ilike_escape")
          .all();

  private static final Set<String> TABLES = Set.of("range", "generate_series");

  private static final Words NAMES =
      words("count count_star count_if countif sum avg mean min max stddev stddev_pop stddev_samp")
          .with("variance var_pop var_samp median quantile quantile_cont quantile_disc mode")
          .with("any_value bool_and bool_or first last arg_min arg_max argmin argmax")
          .with("min_by max_by corr covar_pop covar_samp approx_count_distinct")
          .with("abs round floor ceil ceiling trunc sign sqrt power pow mod greatest least exp ln")
          .with("log log2 log10 isnan isfinite isinf")
          .with("lower lcase upper ucase length len strlen char_length character_length trim ltrim")
          .with("rtrim substring substr left right concat contains starts_with prefix ends_with")
          .with("suffix strpos instr position regexp_matches regexp_full_match hash md5 sha256")
          .with("coalesce nullif ifnull if date_part datepart extract year month day hour minute")
          .with("second quarter week dayofweek isodow dayofyear millisecond microsecond epoch")
          .with("epoch_ms date_trunc datetrunc date_diff datediff date_sub datesub date_add age")
          .with("now today current_date current_timestamp get_current_timestamp last_day strftime")
          .with("make_date make_timestamp timezone to_years to_months to_weeks to_days to_hours")
          .with("to_minutes to_seconds to_milliseconds to_microseconds")
          .with("row_number rank dense_rank percent_rank cume_dist ntile lag lead first_value")
          .with("last_value nth_value");

  private static final Set<String> FUNCTIONS = NAMES.all();

  /** With a number more they give lists, as long as that number. */
  private static final Set<String> OF_ONE = Set.of("min", "max");

  private static final Set<String> OF_TWO =
      Set.of("arg_min", "arg_max", "argmin", "argmax", "min_by", "max_by");

  private static final Set<String> TYPES =
      words("boolean bool tinyint smallint integer int int1 int2 int4 int8 bigint hugeint utinyint")
          .with("usmallint uinteger ubigint uhugeint short signed long float real float4 float8")
          .with("double decimal numeric dec varchar text string char bpchar date time timestamp")
          .with("timestamptz datetime timestamp_s timestamp_ms timestamp_ns interval uuid int16")
          .with("int32 int64 int128 uint8 uint16 uint32 uint64 logical oid")
          .all();

  private static final Set<String> SPELT_TYPES =
      Set.of("timestamp with time zone", "time with time zone", "double precision");

  private QueryFunctions() {}

  /** Names, read from words between blanks. */
  private record Words(Set<String> all) {

    Words with(String more) {
      Set<String> both = new TreeSet<>(all);
      both.addAll(Set.of(more.split(" ")));
      return new Words(both);
    }
  }

  private static Words words(String names) {
    return new Words(Set.of(names.split(" ")));
  }

  /**
   * Lets a function pass, or an operator.
   *
   * @param arguments how many it is called with
   * @throws QueryRefusedException if it is not in the list
   */
  static void require(String function, int arguments) {
    String name = function.toLowerCase(Locale.ROOT);
    if (!FUNCTIONS.contains(name) && !OPERATORS.contains(name)) {
      throw notAllowed("function", function, FUNCTIONS);
    }
    if ((OF_ONE.contains(name) && arguments != 1) || (OF_TWO.contains(name) && arguments != 2)) {
      throw new QueryRefusedException(
          "the function '" + name + "' is not allowed in a query with " + arguments + " arguments");
    }
  }

  /** Lets a function pass that stands for a table. */
  static void requireTable(String function) {
    if (!TABLES.contains(function.toLowerCase(Locale.ROOT))) {
      throw notAllowed("table function", function, TABLES);
    }
  }

  /** Lets a type pass that a value is cast to: one of single, short values. */
  static void requireType(String type) {
    String name = type.toLowerCase(Locale.ROOT);
    if (!TYPES.contains(name) && !SPELT_TYPES.contains(name)) {
      throw notAllowed("type", type, TYPES);
    }
  }

  private static QueryRefusedException notAllowed(String what, String name, Set<String> known) {
    String shown = name.length() > 60 ? name.substring(0, 60) + "…" : name;
    String near = Suggestion.didYouMean(name, known);
    return new QueryRefusedException(
        "the "
            + what
            + " '"
            + shown
            + "' is not allowed in a query"
            + (near == null ? "" : "; " + near));
  }
}
