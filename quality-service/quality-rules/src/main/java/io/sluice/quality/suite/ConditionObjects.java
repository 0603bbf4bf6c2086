package io.sluice.quality.suite;

import io.sluice.quality.expression.ExpressionException;
import io.sluice.quality.expression.Suggestion;
import io.sluice.quality.expression.Syntax;
import io.sluice.quality.expression.Syntax.Operator;
import io.sluice.quality.expression.Syntax.Position;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the condition objects of GX 1.x: comparison, nullity, and, or, pass_through. */
final class ConditionObjects {

  private static final Position NOWHERE = new Position(0, 0);
  private static final List<String> TYPES =
      List.of("comparison", "nullity", "and", "or", "pass_through");
  private static final int MAX_DEPTH = 20;

  private final ConditionLanguage language;
  private final List<String> notes;
  private int depth;

  ConditionObjects(ConditionLanguage language, List<String> notes) {
    this.language = language;
    this.notes = notes;
  }

  Syntax read(Map<?, ?> condition) {
    if (++depth > MAX_DEPTH) {
      throw fault("the condition is nested too deeply", null);
    }
    String type = String.valueOf(condition.get("type"));
    Syntax result =
        switch (type) {
          case "comparison" -> comparison(condition);
          case "nullity" -> nullity(condition);
          case "and" -> joined(Operator.AND, condition);
          case "or" -> joined(Operator.OR, condition);
          case "pass_through" -> passed(condition);
          default ->
              throw fault(
                  "'" + type + "' is no type of a condition", Suggestion.didYouMean(type, TYPES));
        };
    depth--;
    return result;
  }

  private Syntax comparison(Map<?, ?> condition) {
    Syntax column = column(condition);
    String written = String.valueOf(condition.get("operator")).toUpperCase(Locale.ROOT);
    Object value =
        condition.containsKey("parameter") ? condition.get("parameter") : condition.get("value");
    if (value == null) {
      throw fault("a comparison with null is never true", "use the type 'nullity'");
    }
    boolean list = value instanceof List<?>;
    Operator operator =
        switch (written) {
          case "==", "=" -> Operator.EQ;
          case "!=" -> Operator.NE;
          case "<" -> Operator.LT;
          case "<=" -> Operator.LE;
          case ">" -> Operator.GT;
          case ">=" -> Operator.GE;
          case "IN" -> Operator.MATCHES;
          case "NOT_IN", "NOT IN" -> Operator.NOT_MATCHES;
          default ->
              throw fault(
                  "there is no operator '" + written + "'", "==, !=, <, <=, >, >=, IN or NOT_IN");
        };
    if (list != (operator == Operator.MATCHES || operator == Operator.NOT_MATCHES)) {
      throw fault(written + (list ? " takes one value" : " takes a list"), null);
    }
    if (operator == Operator.NE || operator == Operator.NOT_MATCHES) {
      Nulls.note(notes);
    }
    return new Syntax.Infix(operator, column, value(value), NOWHERE);
  }

  private Syntax nullity(Map<?, ?> condition) {
    Object isNull = condition.get("is_null");
    if (!(isNull instanceof Boolean truth)) {
      throw fault("'is_null' must be true or false", null);
    }
    return Nulls.test(column(condition), truth, NOWHERE);
  }

  private Syntax joined(Operator operator, Map<?, ?> condition) {
    Object conditions = condition.get("conditions");
    if (!(conditions instanceof List<?> list) || list.isEmpty()) {
      throw fault("'conditions' must be a list of conditions", null);
    }
    Syntax result = null;
    for (Object item : list) {
      if (!(item instanceof Map<?, ?> members)) {
        throw fault("'conditions' must be a list of conditions", null);
      }
      Syntax next = read(members);
      result = result == null ? next : new Syntax.Infix(operator, result, next, NOWHERE);
    }
    return java.util.Objects.requireNonNull(result);
  }

  private Syntax passed(Map<?, ?> condition) {
    Object filter = condition.get("pass_through_filter");
    if (!(filter instanceof String text)) {
      throw fault("'pass_through_filter' must be text", null);
    }
    return RowConditions.read(text, language, notes);
  }

  private static Syntax column(Map<?, ?> condition) {
    Object column = condition.get("column");
    Object name = column instanceof Map<?, ?> members ? members.get("name") : column;
    if (name instanceof String text && !text.isEmpty()) {
      return new Syntax.Name(text, NOWHERE);
    }
    throw fault("'column' must name a column", "{\"name\": \"status\"}");
  }

  private static Syntax value(@Nullable Object value) {
    if (value instanceof String text) {
      return new Syntax.Text(text, NOWHERE);
    } else if (value instanceof BigDecimal number) {
      return new Syntax.Numeral(number, NOWHERE);
    } else if (value instanceof Boolean truth) {
      return new Syntax.Truth(truth, NOWHERE);
    } else if (value instanceof List<?> list) {
      List<Syntax> items = new ArrayList<>();
      list.forEach(item -> items.add(value(item)));
      return new Syntax.Items(items, NOWHERE);
    }
    throw fault("a value is text, a number, true or false", null);
  }

  private static ExpressionException fault(String message, @Nullable String hint) {
    return new ExpressionException(message, 0, 0, hint);
  }
}
