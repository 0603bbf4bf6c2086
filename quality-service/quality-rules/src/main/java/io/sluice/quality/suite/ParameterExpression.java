package io.sluice.quality.suite;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The expressions of {@code $PARAMETER}: + - * / ^ **, parentheses, PI, E, the functions of {@link
 * ParameterFunctions}, names, and references to other results. Arithmetic is exact in decimals as
 * long as that has an end.
 */
final class ParameterExpression {

  private static final int MAX_LENGTH = 2000;
  private static final int MAX_DEPTH = 50;

  private static final Pattern REFERENCE =
      Pattern.compile(
          Pattern.quote(ResultReference.PREFIX) + "[A-Za-z0-9_.:=%$]+(?:-[A-Za-z0-9_.:=%$]+)*");
  private static final Pattern NUMBER =
      Pattern.compile("(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d{1,3})?");
  private static final Pattern NAME = Pattern.compile("[A-Za-z_$][A-Za-z0-9_$]*");

  private final String text;
  private final ParameterNames names;
  private int index;
  private int depth;

  ParameterExpression(String text, ParameterNames names) {
    this.text = text;
    this.names = names;
    if (text.length() > MAX_LENGTH) {
      throw new ParameterException(
          "the expression is longer than " + MAX_LENGTH + " characters", null);
    }
  }

  /** The references within an expression. */
  static Set<ResultReference> references(String text) {
    Set<ResultReference> found = new LinkedHashSet<>();
    Matcher matcher = REFERENCE.matcher(text);
    while (matcher.find()) {
      found.add(ResultReference.of(matcher.group()));
    }
    return found;
  }

  @Nullable Object value() {
    // A name of its own may be anything, also what an expression could not contain.
    String whole = text.strip();
    if (whole.isEmpty()) {
      throw new ParameterException("the expression of $PARAMETER is empty", null);
    }
    Object result = sum();
    space();
    if (index < text.length()) {
      throw fault("the expression goes on with '" + text.substring(index) + "'");
    }
    return result;
  }

  private ParameterException fault(String message) {
    return new ParameterException(
        message + " at character " + (index + 1) + " of '" + text + "'", null);
  }

  private void space() {
    while (index < text.length() && Character.isWhitespace(text.charAt(index))) {
      index++;
    }
  }

  private boolean take(String symbol) {
    space();
    if (text.startsWith(symbol, index)) {
      index += symbol.length();
      return true;
    }
    return false;
  }

  private @Nullable Object sum() {
    if (++depth > MAX_DEPTH) {
      throw fault("the expression is nested too deeply");
    }
    Object result = product();
    while (true) {
      if (take("+")) {
        result = ParameterValues.add(result, product());
      } else if (take("-")) {
        result = ParameterValues.subtract(result, product());
      } else {
        depth--;
        return result;
      }
    }
  }

  private @Nullable Object product() {
    Object result = signed();
    while (true) {
      space();
      if (!text.startsWith("**", index) && take("*")) {
        result = ParameterValues.multiply(result, signed());
      } else if (take("/")) {
        result = ParameterValues.divide(result, signed());
      } else {
        return result;
      }
    }
  }

  private @Nullable Object signed() {
    if (take("-")) {
      return guarded(() -> ParameterValues.multiply(BigDecimal.ONE.negate(), signed()));
    }
    return take("+") ? guarded(this::signed) : power();
  }

  private @Nullable Object guarded(java.util.function.Supplier<@Nullable Object> inner) {
    if (++depth > MAX_DEPTH) {
      throw fault("the expression is nested too deeply");
    }
    Object result = inner.get();
    depth--;
    return result;
  }

  private @Nullable Object power() {
    Object base = atom();
    return take("^") || take("**") ? ParameterValues.power(base, guarded(this::signed)) : base;
  }

  private @Nullable Object atom() {
    space();
    if (take("(")) {
      Object inner = sum();
      if (!take(")")) {
        throw fault("')' is missing");
      }
      return inner;
    }
    String reference = match(REFERENCE);
    if (reference != null) {
      return names.value(ResultReference.of(reference));
    }
    String number = match(NUMBER);
    if (number != null) {
      return ParameterValues.bounded(new BigDecimal(number));
    }
    String name = match(NAME);
    if (name == null) {
      throw fault(index < text.length() ? "a value is missing" : "the expression ends too early");
    }
    if (take("(")) {
      return call(name);
    }
    return switch (name) {
      case "PI" -> new BigDecimal("3.141592653589793");
      case "E" -> new BigDecimal("2.718281828459045");
      default -> names.value(name);
    };
  }

  private @Nullable String match(Pattern pattern) {
    Matcher matcher = pattern.matcher(text).region(index, text.length());
    if (!matcher.lookingAt()) {
      return null;
    }
    index = matcher.end();
    return matcher.group();
  }

  private Object call(String name) {
    List<@Nullable Object> arguments = new ArrayList<>();
    Map<String, @Nullable Object> named = new LinkedHashMap<>();
    while (!take(")")) {
      if (!arguments.isEmpty() || !named.isEmpty()) {
        if (!take(",")) {
          throw fault("',' or ')' is missing");
        }
      }
      int before = index;
      space();
      String keyword = match(NAME);
      if (keyword != null && take("=")) {
        named.put(keyword, sum());
      } else {
        index = before;
        arguments.add(sum());
      }
    }
    return ParameterFunctions.call(name, arguments, named, names);
  }

  /** What a value is, in words. */
  static String words(@Nullable Object value) {
    if (value instanceof BigDecimal) {
      return "a number";
    } else if (value instanceof LocalDateTime) {
      return "a datetime";
    } else if (value instanceof Duration) {
      return "a timedelta";
    } else if (value instanceof String) {
      return "text";
    }
    return value == null ? "null" : "no number";
  }
}
