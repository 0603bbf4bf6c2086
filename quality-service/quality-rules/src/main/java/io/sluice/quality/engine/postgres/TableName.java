package io.sluice.quality.engine.postgres;

import io.sluice.quality.engine.sql.Dialect;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The name of a table: {@code name} or {@code schema.name}, spelt as the database spells it; a part
 * that holds a dot stands in double quotes.
 *
 * @param schema its schema; null for whatever the role's search path finds
 * @param name its own name
 */
record TableName(@Nullable String schema, String name) {

  private static final String PART = "(?:\"((?:[^\"\\x00]|\"\"){1,126})\"|([^\".\\x00]{1,63}))";
  private static final Pattern WRITTEN = Pattern.compile("(?:" + PART + "\\.)?" + PART);

  static Optional<TableName> parse(String text) {
    Matcher matcher = WRITTEN.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String name = part(matcher, 3);
    return name == null ? Optional.empty() : Optional.of(new TableName(part(matcher, 1), name));
  }

  private static @Nullable String part(Matcher matcher, int group) {
    String quoted = matcher.group(group);
    return quoted == null ? matcher.group(group + 1) : quoted.replace("\"\"", "\"");
  }

  String quoted(Dialect dialect) {
    return schema == null ? dialect.name(name) : dialect.name(schema) + "." + dialect.name(name);
  }
}
