package io.sluice.quality.sdk.check;

import java.util.List;

/** Breaks a statement into lines where people would; nothing but white space changes. */
public final class SqlLines {

  private static final List<String> CLAUSES =
      List.of(" FROM ", " WHERE ", " GROUP BY ", " HAVING ", " ORDER BY ", " LIMIT ");

  private SqlLines() {}

  /** The statement with a line for each item and clause that is not within brackets. */
  public static String of(String sql) {
    StringBuilder out = new StringBuilder(sql.length() + 64);
    int depth = 0;
    int i = 0;
    while (i < sql.length()) {
      char c = sql.charAt(i);
      if (c == '\'' || c == '"') {
        int end = endOfQuoted(sql, i);
        out.append(sql, i, end);
        i = end;
        continue;
      }
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      if (depth == 0 && sql.startsWith(", ", i)) {
        out.append(",\n  ");
        i += 2;
      } else {
        out.append(depth == 0 && c == ' ' && startsClause(sql, i) ? '\n' : c);
        i++;
      }
    }
    return out.toString();
  }

  /** A doubled quote ends one quoted stretch and starts the next, which comes to the same. */
  private static int endOfQuoted(String sql, int start) {
    int end = sql.indexOf(sql.charAt(start), start + 1);
    return end < 0 ? sql.length() : end + 1;
  }

  private static boolean startsClause(String sql, int at) {
    return CLAUSES.stream().anyMatch(clause -> sql.startsWith(clause, at));
  }
}
