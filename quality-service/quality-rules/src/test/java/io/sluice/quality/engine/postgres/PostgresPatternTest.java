package io.sluice.quality.engine.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import io.sluice.quality.testing.PostgresTables;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A pattern that is rewritten matches what RE2 matches; what might not is refused. */
class PostgresPatternTest {

  private static final List<String> TEXTS =
      List.of(
          "", "a", "A", "b", "ab", "aB", "ba", "aab", "abab", "1", "12", "a1", "_", "a b", " ",
          "\n", "a\n", "\na", "a\nb", "b\na", "\t", "é", "É", "ß", "K", "ſ", "😀", "a😀", "a.b",
          "a-b", "]", "[", "\\", "a\\b", "^", "$", "{", "}", "a{2}", "(", ")", "|", "aaa", "aaaa",
          "x", "\uffff", "\u0001", "\u00a0");

  private static final List<String> PARTS =
      List.of(
          "a",
          "b",
          "A",
          "1",
          "é",
          "😀",
          ".",
          "\\.",
          "\\d",
          "\\D",
          "\\w",
          "\\W",
          "\\s",
          "\\S",
          "\\b",
          "\\B",
          "^",
          "$",
          "\\A",
          "\\z",
          "[ab]",
          "[^ab]",
          "[a-z]",
          "[^\\w]",
          "[\\d_]",
          "[]a]",
          "[^]a]",
          "[a\\-b]",
          "[-a]",
          "[a-]",
          "[[:alpha:]]",
          "[^[:digit:]]",
          "[[:^space:]]",
          "[.]",
          "[\\]]",
          "\\x41",
          "\\x{1F600}",
          "\\n",
          "\\t",
          "\\Q.a\\E",
          "(a|b)",
          "(?:ab)",
          "(a|)",
          "()",
          "(?i)a",
          "(?i:B)",
          "(?s).",
          "(?m)^",
          "(?m)$",
          "(?m:^a$)",
          "(?P<n>a)",
          "(?-i:a)",
          "(?i)[a-k]",
          "(?i)\\w",
          "(?U)a",
          "{",
          "}",
          "]",
          "a{2}",
          "a{1,}",
          "b{0,2}",
          "|");

  private static final List<String> QUANTIFIERS =
      List.of("", "", "", "*", "+", "?", "*?", "+?", "{2}", "{0,1}?");

  @Test
  void matchesWhatRe2Matches() throws SQLException {
    Random random = new Random(20261122);
    int compared = 0;
    for (int round = 0; round < 1500; round++) {
      String pattern = pattern(random);
      Pattern re2;
      try {
        re2 = Pattern.compile(pattern);
      } catch (PatternSyntaxException invalid) {
        continue;
      }
      if (PostgresPattern.lack(pattern) == null) {
        compared++;
        assertThat(found(pattern, true)).as("whole " + pattern).isEqualTo(whole(re2));
        assertThat(found(pattern, false)).as("within " + pattern).isEqualTo(within(re2));
      }
    }
    assertThat(compared).isGreaterThan(900);
  }

  private static String pattern(Random random) {
    StringBuilder pattern = new StringBuilder();
    int parts = 1 + random.nextInt(4);
    for (int i = 0; i < parts; i++) {
      pattern.append(PARTS.get(random.nextInt(PARTS.size())));
      pattern.append(QUANTIFIERS.get(random.nextInt(QUANTIFIERS.size())));
    }
    return pattern.toString();
  }

  private static List<String> whole(Pattern pattern) {
    return TEXTS.stream().filter(pattern::matches).toList();
  }

  private static List<String> within(Pattern pattern) {
    return TEXTS.stream().filter(text -> pattern.matcher(text).find()).toList();
  }

  private static List<String> found(String pattern, boolean whole) throws SQLException {
    StringBuilder sql = new StringBuilder("SELECT concat(");
    for (int i = 0; i < TEXTS.size(); i++) {
      sql.append(i == 0 ? "" : ", ").append("CASE WHEN ").append(quoted(TEXTS.get(i)));
      sql.append(" COLLATE \"C\" ~ ").append(quoted(PostgresPattern.of(pattern, whole)));
      sql.append(" THEN '1' ELSE '0' END");
    }
    String bits = PostgresTables.shared().single(sql + ")");
    List<String> found = new ArrayList<>();
    for (int i = 0; i < TEXTS.size(); i++) {
      if (bits.charAt(i) == '1') {
        found.add(TEXTS.get(i));
      }
    }
    return found;
  }

  private static String quoted(String text) {
    return "'" + text.replace("'", "''") + "'";
  }

  @ParameterizedTest
  @ValueSource(strings = {"\\pL", "\\p{Greek}", "(?i)é", "(?i)[é-ü]", "a{300}", "\\C", "^*", "\\8"})
  void refusesWhatMayDiffer(String pattern) {
    assertThat(PostgresPattern.lack(pattern)).isNotNull();
  }
}
