package io.sluice.quality.expectation;

import io.sluice.catalog.model.LogicalType.Kind;
import io.sluice.quality.expression.Suggestion;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * What the names of types in suites mean: those of pandas and numpy, of Spark, of SQLAlchemy and
 * the databases behind it, and our own. Parameters such as {@code (10,2)} are left out.
 */
final class TypeNames {

  private static final Pattern PARAMETERS = Pattern.compile("\\s*(\\([^()]*\\)|<.*>)");
  private static final Pattern SPARK = Pattern.compile("(.+)type");

  private static final Map<String, Set<Kind>> KINDS = new TreeMap<>();

  static {
    add(
        "string str text varchar char nchar nvarchar character bpchar clob nclob ntext tinytext"
            + " mediumtext longtext unicode unicodetext character_varying char_varying string_ str_"
            + " unicode_ name citext varchar2 nvarchar2 category categorical categoricaldtype"
            + " stringdtype enum set uuid uniqueidentifier",
        Kind.STRING);
    add(
        "integer int long short byte bigint smallint tinyint mediumint int2 int4 int8 int16 int32"
            + " int64 int128 hugeint uint8 uint16 uint32 uint64 ubigint uinteger usmallint utinyint"
            + " int_ int0 uint intp big_integer small_integer biginteger smallinteger serial bigserial"
            + " smallserial byteint year integer64 int64dtype int32dtype",
        Kind.INTEGER);
    add(
        "decimal numeric dec bignumeric bigdecimal money smallmoney decimal128 decimal.decimal",
        Kind.DECIMAL);
    add("number", Kind.DECIMAL, Kind.INTEGER);
    add(
        "double float real float_ float2 float4 float8 float16 float32 float64 float128 double_"
            + " double_precision binary_float binary_double float64dtype",
        Kind.DOUBLE);
    add("boolean bool bool_ bit booleandtype", Kind.BOOLEAN);
    add("date date32 datetime.date", Kind.DATE);
    add("time datetime.time timetz time_with_time_zone time_without_time_zone", Kind.TIME);
    add(
        "timestamp datetime datetime64 datetime2 smalldatetime datetime.datetime pd.timestamp"
            + " datetime64[ns] datetime64[us] datetime64[ms] datetime64[s]",
        Kind.TIMESTAMP,
        Kind.TIMESTAMPTZ);
    add("timestampntz timestamp_ntz timestamp_without_time_zone", Kind.TIMESTAMP);
    add(
        "timestamptz timestamp_tz timestamp_ltz timestamp_with_time_zone datetimeoffset"
            + " timestamp_with_local_time_zone datetimetz datetimetzdtype",
        Kind.TIMESTAMPTZ);
    add(
        "binary bytes bytea blob varbinary largebinary large_binary tinyblob mediumblob longblob"
            + " image raw bytes_",
        Kind.BINARY);
    add("json jsonb variant super hstore", Kind.JSON);
    add("list array tuple ndarray repeated", Kind.LIST);
    add("struct dict map row record", Kind.STRUCT, Kind.JSON);
    // A pandas column of objects is whatever numpy has no type for.
    add(
        "object object_ o",
        Kind.STRING,
        Kind.DECIMAL,
        Kind.DATE,
        Kind.TIME,
        Kind.BINARY,
        Kind.JSON,
        Kind.LIST,
        Kind.STRUCT);
  }

  private TypeNames() {}

  private static void add(String names, Kind first, Kind... rest) {
    for (String name : names.split(" ", -1)) {
      KINDS.put(name, EnumSet.of(first, rest));
    }
  }

  /**
   * The types that a name stands for.
   *
   * @throws ArgumentException if no system has a type of that name
   */
  static Set<Kind> kinds(String parameter, String name) {
    String plain =
        PARAMETERS
            .matcher(name.strip().toLowerCase(Locale.ROOT))
            .replaceAll("")
            .replaceAll("\\s+", "_");
    if (plain.startsWith("datetime64[") && plain.contains(",")) {
      return EnumSet.of(Kind.TIMESTAMPTZ);
    }
    Set<Kind> found = KINDS.get(plain);
    if (found == null && SPARK.matcher(plain).matches()) {
      found = KINDS.get(plain.substring(0, plain.length() - "type".length()));
    }
    if (found == null) {
      String like = Suggestion.didYouMean(plain, KINDS.keySet());
      throw new ArgumentException(
          parameter,
          "no type is named '" + name + "' in pandas, Spark, SQL or here",
          like == null ? "write one of string, integer, decimal, double, boolean, date …" : like);
    }
    return found;
  }
}
