package io.sluice.quality.sdk.check;

import io.sluice.quality.rule.Rule;
import io.sluice.quality.sdk.terminal.TextWidth;
import io.sluice.quality.verdict.RuleResult;
import io.sluice.quality.verdict.Status;
import java.math.BigDecimal;
import java.math.MathContext;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/** Says what a rule asked for and what was found, in a line or two. */
public final class RuleWording {

  private static final int MOST_SAMPLES = 5;
  private static final int SAMPLE_WIDTH = 40;

  /** Enough for people; JSON has all digits. */
  private static final MathContext TWELVE_DIGITS = new MathContext(12);

  private final int width;

  /** Wording for lines of that many cells. */
  public RuleWording(int width) {
    this.width = width;
  }

  /** What was found, in one cell. */
  public static String found(RuleResult result) {
    return switch (result.status()) {
      case ERRORED -> "could not be evaluated";
      case SKIPPED -> result.skipReason() == null ? "skipped" : skipped(result);
      case FAILED, PASSED -> figures(result);
    };
  }

  /** Why a rule that was not met was not met; nothing for the others. */
  public List<String> why(RuleResult result, @Nullable Rule rule) {
    List<String> lines = new ArrayList<>();
    if (result.status() == Status.PASSED || result.status() == Status.SKIPPED) {
      return lines;
    }
    if (result.error() != null) {
      TextWidth.printable(result.error()).lines().forEach(lines::add);
    }
    if (rule != null) {
      lines.add(TextWidth.cut("expected " + expectation(rule), width - 12));
    }
    if (result.description() != null) {
      lines.add(TextWidth.cut(TextWidth.printable(result.description()), width - 12));
    }
    if (result.details().get("metrics") instanceof Map<?, ?> metrics && !metrics.isEmpty()) {
      lines.add(TextWidth.cut("metrics: " + measured(metrics), width - 12));
    }
    if (!result.unexpectedList().isEmpty()) {
      lines.add(samples(result));
    }
    return lines;
  }

  /** The figures that an assertion was judged by. */
  /** Measured values by name, in one line. */
  public static String measured(Map<?, ?> metrics) {
    StringJoiner text = new StringJoiner(", ");
    metrics.forEach(
        (name, value) ->
            text.add(TextWidth.printable(String.valueOf(name)) + " = " + value(value)));
    return text.toString();
  }

  private static String skipped(RuleResult result) {
    return switch (java.util.Objects.requireNonNull(result.skipReason())) {
      case DISABLED -> "switched off";
      case NO_EVIDENCE -> "not enough history";
    };
  }

  private static String figures(RuleResult result) {
    Long unexpected = result.unexpectedCount();
    Long elements = result.elementCount();
    StringJoiner parts = new StringJoiner(", ");
    if (unexpected != null && elements != null) {
      parts.add(
          unexpected == 0
              ? plural(elements, "row") + " as expected"
              : number(unexpected) + " of " + plural(elements, "row") + " unexpected");
    }
    if (unexpected != null && unexpected > 0 && result.unexpectedPercent() != null) {
      parts.add(percent(result.unexpectedPercent()));
    }
    if (result.missingCount() != null && result.missingCount() > 0) {
      parts.add(number(result.missingCount()) + " missing");
    }
    if (result.whereUnknownCount() != null && result.whereUnknownCount() > 0) {
      parts.add(number(result.whereUnknownCount()) + " left out (where unknown)");
    }
    if (result.observedValue() != null) {
      parts.add("observed " + value(result.observedValue()));
    }
    if (parts.length() == 0) {
      return result.status() == Status.PASSED ? "as expected" : "not met";
    }
    return parts.toString();
  }

  /** What a rule asks for, in one line. */
  public static String expectation(Rule rule) {
    StringBuilder text = new StringBuilder();
    if (rule.expression() != null) {
      text.append(rule.type()).append(": ").append(rule.expression());
    } else {
      text.append(rule.type());
      StringJoiner arguments = new StringJoiner(", ", " {", "}");
      for (Map.Entry<String, @Nullable Object> entry : rule.arguments().entrySet()) {
        arguments.add(entry.getKey() + ": " + value(entry.getValue()));
      }
      if (!rule.arguments().isEmpty()) {
        text.append(arguments);
      }
    }
    if (rule.where() != null) {
      text.append(" where ").append(rule.where());
    }
    if (rule.mostly() != null && rule.mostly().compareTo(BigDecimal.ONE) != 0) {
      text.append(" mostly ").append(rule.mostly().toPlainString());
    }
    return TextWidth.printable(text.toString());
  }

  /** Values with their rows, rows counted from 1 as people do. */
  private String samples(RuleResult result) {
    List<String> samples = new ArrayList<>();
    int used = "first: ".length() + 12;
    int shown = Math.min(MOST_SAMPLES, result.unexpectedList().size());
    for (int i = 0; i < shown; i++) {
      String row =
          i < result.unexpectedIndexList().size()
              ? "row " + number(result.unexpectedIndexList().get(i) + 1) + " "
              : "";
      String sample = row + TextWidth.cut(value(result.unexpectedList().get(i)), SAMPLE_WIDTH);
      used += TextWidth.of(sample) + 3;
      if (i > 0 && used > width) {
        break;
      }
      samples.add(sample);
    }
    boolean more = result.unexpectedCount() != null && result.unexpectedCount() > samples.size();
    return "first: " + String.join(" · ", samples) + (more ? " · …" : "");
  }

  /** A value as people read it, without control characters. */
  public static String value(@Nullable Object value) {
    if (value == null) {
      return "null";
    }
    if (value instanceof String text) {
      return '"' + TextWidth.printable(text) + '"';
    }
    if (value instanceof BigDecimal decimal) {
      return decimal.round(TWELVE_DIGITS).stripTrailingZeros().toPlainString();
    }
    if (value instanceof Double number) {
      return number == Math.rint(number) && Math.abs(number) < 1e15
          ? String.format(Locale.ROOT, "%.0f", number)
          : String.format(Locale.ROOT, "%.6g", number);
    }
    if (value instanceof List<?> list) {
      StringJoiner items = new StringJoiner(", ", "[", "]");
      list.forEach(item -> items.add(value(item)));
      return items.toString();
    }
    if (value instanceof Map<?, ?> map) {
      StringJoiner items = new StringJoiner(", ", "{", "}");
      map.forEach(
          (key, item) -> items.add(TextWidth.printable(String.valueOf(key)) + ": " + value(item)));
      return items.toString();
    }
    return TextWidth.printable(value.toString());
  }

  /** A count with its noun. */
  public static String plural(long count, String noun) {
    return number(count) + " " + noun + (count == 1 ? "" : "s");
  }

  /** A whole number with its thousands apart. */
  public static String number(long value) {
    return new DecimalFormat("#,##0", DecimalFormatSymbols.getInstance(Locale.ROOT)).format(value);
  }

  /** A percentage with up to four decimals. */
  public static String percent(double percent) {
    return new DecimalFormat("0.####", DecimalFormatSymbols.getInstance(Locale.ROOT))
            .format(percent)
        + " %";
  }
}
