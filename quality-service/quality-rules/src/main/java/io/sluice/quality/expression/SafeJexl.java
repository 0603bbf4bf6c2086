package io.sluice.quality.expression;

import io.sluice.quality.expression.Syntax.Operator;
import io.sluice.quality.expression.Syntax.Position;
import io.sluice.quality.expression.Syntax.Prefix;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.commons.jexl3.JexlBuilder;
import org.apache.commons.jexl3.JexlEngine;
import org.apache.commons.jexl3.JexlException;
import org.apache.commons.jexl3.JexlExpression;
import org.apache.commons.jexl3.JexlFeatures;
import org.apache.commons.jexl3.JexlInfo;
import org.apache.commons.jexl3.internal.ScriptVisitor;
import org.apache.commons.jexl3.introspection.JexlPermissions;
import org.apache.commons.jexl3.parser.*;

/**
 * Reads JEXL into {@link Syntax}. JEXL only parses here: nothing is ever evaluated by it, so its
 * reflection and its own null rules never apply. The only file that knows JEXL.
 */
public final class SafeJexl {

  /** The longest expression, in characters. */
  public static final int MAX_LENGTH = 4096;

  /** The deepest nesting. */
  public static final int MAX_DEPTH = 64;

  /** The deepest nesting of brackets: JEXL's parser looks far ahead in them. */
  public static final int MAX_BRACKETS = 16;

  /** The most parts of one expression. */
  public static final int MAX_NODES = 1000;

  private static final JexlEngine ENGINE =
      new JexlBuilder()
          .features(
              new JexlFeatures()
                  .loops(false)
                  .sideEffect(false)
                  .sideEffectGlobal(false)
                  .newInstance(false)
                  .lambda(false)
                  .script(false)
                  .localVar(false)
                  .annotation(false)
                  .pragma(false)
                  .importPragma(false)
                  .namespacePragma(false)
                  .register(false))
          .permissions(JexlPermissions.RESTRICTED)
          .create();

  private static final Pattern NUMBER =
      Pattern.compile("(\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d{1,3})?)[a-zA-Z]?");

  private SafeJexl() {}

  /**
   * Reads an expression.
   *
   * @throws ExpressionException if it is not one, or uses what the rule language leaves out
   */
  public static Syntax parse(String text) {
    if (text.isBlank()) {
      throw new ExpressionException("the expression is empty", 1, 1, null);
    }
    if (text.length() > MAX_LENGTH) {
      throw new ExpressionException(
          "the expression is longer than " + MAX_LENGTH + " characters", 1, MAX_LENGTH, null);
    }
    refuseDeepBrackets(text);
    Margin margin = Margin.of(text);
    // JEXL trims too, and would count columns from there.
    String trimmed = text.strip();
    try {
      JexlExpression parsed = ENGINE.createExpression(new JexlInfo("rule", 1, 1), trimmed);
      return new Walker(trimmed, margin).read(parsed);
    } catch (JexlException fault) {
      Position at = margin.place(fault.getInfo());
      throw new ExpressionException(wordsOf(fault), at.line(), at.column(), null);
    } catch (StackOverflowError deep) {
      throw new ExpressionException("the expression is nested too deeply", 1, 1, null);
    }
  }

  private static String wordsOf(JexlException fault) {
    if (fault instanceof JexlException.Feature) {
      return "the rule language has no assignments, lambdas, loops or 'new'";
    }
    String detail = fault.getDetail();
    return detail == null || detail.isBlank()
        ? "this is not an expression"
        : "this is not an expression, near '"
            + detail.substring(0, Math.min(detail.length(), 80))
            + "'";
  }

  private static void refuseDeepBrackets(String text) {
    int depth = 0;
    char quote = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quote != 0) {
        if (c == '\\') {
          i++;
        } else if (c == quote) {
          quote = 0;
        }
      } else if (c == '\'' || c == '"' || c == '`') {
        quote = c;
      } else if (c == '(' || c == '[' || c == '{') {
        depth++;
        if (depth > MAX_BRACKETS) {
          throw new ExpressionException(
              "more than " + MAX_BRACKETS + " brackets within each other", 1, i + 1, null);
        }
      } else if (c == ')' || c == ']' || c == '}') {
        depth--;
      }
    }
  }

  /** The white space before an expression, which counts when a place is told. */
  private record Margin(int lines, int columns) {

    static Margin of(String text) {
      String before = text.substring(0, text.length() - text.stripLeading().length());
      int lines = (int) (before + ".").lines().count() - 1;
      int lineStart = Math.max(before.lastIndexOf('\n'), before.lastIndexOf('\r')) + 1;
      return new Margin(lines, before.length() - lineStart);
    }

    Position place(@org.jspecify.annotations.Nullable JexlInfo info) {
      if (info == null) {
        return new Position(lines + 1, columns + 1);
      }
      return new Position(
          info.getLine() + lines,
          info.getLine() == 1 ? info.getColumn() + columns : info.getColumn());
    }
  }

  /**
   * Turns JEXL's tree into ours; a node that has no method here is refused by {@code visitNode}.
   */
  private static final class Walker extends ScriptVisitor {

    private final List<String> lines;
    private final Margin margin;
    private int nodes;
    private int depth;

    Walker(String text, Margin margin) {
      lines = text.lines().toList();
      this.margin = margin;
    }

    Syntax read(JexlExpression expression) {
      Object result = visitExpression(expression, null);
      if (result instanceof Syntax syntax) {
        return syntax;
      }
      throw new ExpressionException("this is not an expression", 1, 1, null);
    }

    private Syntax child(JexlNode node, int index) {
      return walk(node.jjtGetChild(index));
    }

    private Syntax walk(JexlNode node) {
      Position at = at(node);
      if (++nodes > MAX_NODES || ++depth > MAX_DEPTH) {
        throw new ExpressionException(
            "the expression has too many parts", at.line(), at.column(), null);
      }
      Object result = node.jjtAccept(this, null);
      depth--;
      if (result instanceof Syntax syntax) {
        return syntax;
      }
      throw new ExpressionException(
          "the rule language has no such construct", at.line(), at.column(), null);
    }

    private Position at(JexlNode node) {
      return margin.place(node.jexlInfo());
    }

    private Syntax infix(Operator operator, JexlNode node) {
      Syntax result = child(node, 0);
      for (int i = 1; i < node.jjtGetNumChildren(); i++) {
        result = new Syntax.Infix(operator, result, child(node, i), at(node));
      }
      return result;
    }

    private Syntax prefixed(Prefix operator, JexlNode node) {
      return new Syntax.Prefixed(operator, child(node, 0), at(node));
    }

    private ExpressionException refused(
        JexlNode node, String message, @org.jspecify.annotations.Nullable String hint) {
      Position at = at(node);
      return new ExpressionException(message, at.line(), at.column(), hint);
    }

    @Override
    protected Object visitNode(JexlNode node, Object data) {
      if (node instanceof ASTJexlScript && node.jjtGetNumChildren() == 1) {
        return walk(node.jjtGetChild(0));
      }
      if (node instanceof ASTReferenceExpression && node.jjtGetNumChildren() == 1) {
        return walk(node.jjtGetChild(0));
      }
      throw refused(
          node,
          "the rule language has no '" + node + "'",
          "it has comparisons, arithmetic, and/or/not, =~, ?:, ?? and a closed list of functions");
    }

    @Override
    protected Object visit(ASTAndNode node, Object data) {
      return infix(Operator.AND, node);
    }

    @Override
    protected Object visit(ASTOrNode node, Object data) {
      return infix(Operator.OR, node);
    }

    @Override
    protected Object visit(ASTNotNode node, Object data) {
      return prefixed(Prefix.NOT, node);
    }

    @Override
    protected Object visit(ASTEQNode node, Object data) {
      return infix(Operator.EQ, node);
    }

    @Override
    protected Object visit(ASTNENode node, Object data) {
      return infix(Operator.NE, node);
    }

    @Override
    protected Object visit(ASTLTNode node, Object data) {
      return infix(Operator.LT, node);
    }

    @Override
    protected Object visit(ASTLENode node, Object data) {
      return infix(Operator.LE, node);
    }

    @Override
    protected Object visit(ASTGTNode node, Object data) {
      return infix(Operator.GT, node);
    }

    @Override
    protected Object visit(ASTGENode node, Object data) {
      return infix(Operator.GE, node);
    }

    @Override
    protected Object visit(ASTAddNode node, Object data) {
      return infix(Operator.ADD, node);
    }

    @Override
    protected Object visit(ASTSubNode node, Object data) {
      return infix(Operator.SUBTRACT, node);
    }

    @Override
    protected Object visit(ASTMulNode node, Object data) {
      return infix(Operator.MULTIPLY, node);
    }

    @Override
    protected Object visit(ASTDivNode node, Object data) {
      return infix(Operator.DIVIDE, node);
    }

    @Override
    protected Object visit(ASTModNode node, Object data) {
      return infix(Operator.REMAINDER, node);
    }

    @Override
    protected Object visit(ASTERNode node, Object data) {
      return infix(Operator.MATCHES, node);
    }

    @Override
    protected Object visit(ASTNRNode node, Object data) {
      return infix(Operator.NOT_MATCHES, node);
    }

    @Override
    protected Object visit(ASTSWNode node, Object data) {
      return infix(Operator.STARTS, node);
    }

    @Override
    protected Object visit(ASTNSWNode node, Object data) {
      return infix(Operator.NOT_STARTS, node);
    }

    @Override
    protected Object visit(ASTEWNode node, Object data) {
      return infix(Operator.ENDS, node);
    }

    @Override
    protected Object visit(ASTNEWNode node, Object data) {
      return infix(Operator.NOT_ENDS, node);
    }

    @Override
    protected Object visit(ASTNullpNode node, Object data) {
      return infix(Operator.COALESCE, node);
    }

    @Override
    protected Object visit(ASTUnaryMinusNode node, Object data) {
      return prefixed(Prefix.MINUS, node);
    }

    @Override
    protected Object visit(ASTUnaryPlusNode node, Object data) {
      return child(node, 0);
    }

    @Override
    protected Object visit(ASTSizeFunction node, Object data) {
      return prefixed(Prefix.SIZE, node);
    }

    @Override
    protected Object visit(ASTEmptyFunction node, Object data) {
      return prefixed(Prefix.EMPTY, node);
    }

    @Override
    protected Object visit(ASTTernaryNode node, Object data) {
      if (node.jjtGetNumChildren() != 3) {
        throw refused(node, "the rule language has no '?:' without a middle", "use '??'");
      }
      return new Syntax.Choice(child(node, 0), child(node, 1), child(node, 2), at(node));
    }

    /** JEXL binds {@code x =~ 1..3} as {@code (x =~ 1)..3}; what is meant is the range. */
    @Override
    protected Object visit(ASTRangeNode node, Object data) {
      Syntax low = child(node, 0);
      Syntax high = child(node, 1);
      if (low instanceof Syntax.Infix infix
          && (infix.operator() == Operator.MATCHES || infix.operator() == Operator.NOT_MATCHES)) {
        Syntax range = new Syntax.Range(infix.right(), high, at(node));
        return new Syntax.Infix(infix.operator(), infix.left(), range, infix.at());
      }
      return new Syntax.Range(low, high, at(node));
    }

    @Override
    protected Object visit(ASTArrayLiteral node, Object data) {
      return items(node);
    }

    @Override
    protected Object visit(ASTSetLiteral node, Object data) {
      return items(node);
    }

    private Syntax items(JexlNode node) {
      List<Syntax> items = new ArrayList<>();
      for (int i = 0; i < node.jjtGetNumChildren(); i++) {
        items.add(child(node, i));
      }
      return new Syntax.Items(items, at(node));
    }

    @Override
    protected Object visit(ASTFunctionNode node, Object data) {
      JexlNode name = node.jjtGetChild(0);
      if (!(name instanceof ASTIdentifier identifier)
          || name instanceof ASTNamespaceIdentifier
          || node.jjtGetNumChildren() != 2) {
        throw refused(node, "functions have no namespace", "write abs(x) rather than math:abs(x)");
      }
      JexlNode arguments = node.jjtGetChild(1);
      List<Syntax> values = new ArrayList<>();
      for (int i = 0; i < arguments.jjtGetNumChildren(); i++) {
        values.add(child(arguments, i));
      }
      return new Syntax.Call(identifier.getName(), values, at(name));
    }

    @Override
    protected Object visit(ASTReference node, Object data) {
      for (int i = 1; i < node.jjtGetNumChildren(); i++) {
        if (node.jjtGetChild(i) instanceof ASTMethodNode) {
          throw refused(
              node, "the rule language has no methods", "write length(x), not x.length()");
        }
      }
      throw refused(
          node, "a name has no parts", "write ['a.b'] or `a.b` for a column of that name");
    }

    @Override
    protected Object visit(ASTIdentifier node, Object data) {
      return new Syntax.Name(node.getName(), at(node));
    }

    @Override
    protected Object visit(ASTJxltLiteral node, Object data) {
      return new Syntax.Name(node.toString(), at(node));
    }

    @Override
    protected Object visit(ASTStringLiteral node, Object data) {
      return new Syntax.Text(node.getLiteral(), at(node));
    }

    @Override
    protected Object visit(ASTRegexLiteral node, Object data) {
      return new Syntax.Text(node.toString(), at(node));
    }

    /** Read again from the text: JEXL has already turned 0.1 into a binary fraction. */
    @Override
    protected Object visit(ASTNumberLiteral node, Object data) {
      Position at = at(node);
      if (node.toString().equals("NaN")) {
        return new Syntax.Numeral(null, at);
      }
      JexlInfo place = node.jexlInfo();
      String line = place == null ? "" : lines.get(place.getLine() - 1);
      Matcher number = NUMBER.matcher(line);
      number.region(
          place == null ? 0 : Math.min(place.getColumn() - 1, line.length()), line.length());
      if (!number.lookingAt()) {
        throw refused(node, "numbers are written in decimal", null);
      }
      String digits = number.group(1);
      Number parsed = node.getLiteral();
      // 0x1F, for one, starts with the decimal number 0.
      if (parsed == null || Double.compare(parsed.doubleValue(), Double.parseDouble(digits)) != 0) {
        throw refused(node, "numbers are written in decimal", null);
      }
      if (digits.length() > 1 && digits.startsWith("0") && Character.isDigit(digits.charAt(1))) {
        throw refused(node, "a number does not start with 0", "octal is not meant here");
      }
      BigDecimal value = new BigDecimal(digits);
      if (value.precision() - value.scale() > 38 || value.scale() > 37) {
        throw refused(node, "a number has at most 38 digits", null);
      }
      return new Syntax.Numeral(value, at);
    }

    @Override
    protected Object visit(ASTTrueNode node, Object data) {
      return new Syntax.Truth(true, at(node));
    }

    @Override
    protected Object visit(ASTFalseNode node, Object data) {
      return new Syntax.Truth(false, at(node));
    }

    @Override
    protected Object visit(ASTNullLiteral node, Object data) {
      return new Syntax.Nothing(at(node));
    }
  }
}
