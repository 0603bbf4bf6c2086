package io.sluice.quality.engine.row;

import io.sluice.quality.engine.row.ColumnVector.Storage;
import io.sluice.quality.expression.Expr;
import io.sluice.quality.expression.ExprType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Writes the code of one expression into a method; parts that it does not cover call the reference.
 */
final class ExprCode {

  private final ClassCode owner;
  private final MethodCode method;
  private final Expr root;
  private final int place;
  private final NumberCode numbers;
  private final CompareCode compares;
  private final CallCode calls;

  /** Code of an expression for the slot of that place: only slots before it are filled. */
  ExprCode(ClassCode owner, MethodCode method, Expr root, int place) {
    this.owner = owner;
    this.method = method;
    this.root = root;
    this.place = place;
    numbers = new NumberCode(this, method);
    compares = new CompareCode(this, method, numbers);
    calls = new CallCode(this, method, numbers);
  }

  ClassCode owner() {
    return owner;
  }

  /** The value of what the method is about. */
  Value value() {
    return covered(root);
  }

  /** The value of a part. */
  Value of(Expr expr) {
    Integer slot = owner.shape().slotPlaces().get(expr);
    if (slot != null && expr != root && slot < place) {
      owner.reads(place, slot);
      return load(expr.type(), slot);
    }
    boolean leaf = expr instanceof Expr.Literal || expr instanceof Expr.ColumnRef;
    return method.isFull() && !leaf ? called(expr) : covered(expr);
  }

  private Value covered(Expr expr) {
    int mark = method.mark();
    method.deeper();
    try {
      return written(expr);
    } catch (Uncovered byCode) {
      method.backTo(mark);
      return byReference(expr);
    } finally {
      method.shallower();
    }
  }

  private Value written(Expr expr) {
    if (expr instanceof Expr.Literal literal) {
      return numbers.literal(literal);
    } else if (expr instanceof Expr.ColumnRef column) {
      Integer at = owner.shape().place(column);
      if (at == null) {
        return nothing(expr.type());
      }
      if (!owner.shape().columns().get(at).type().equals(expr.type())) {
        throw Uncovered.SIGNAL;
      }
      return load(expr.type(), at);
    } else if (expr instanceof Expr.Comparison comparison) {
      return compares.comparison(comparison);
    } else if (expr instanceof Expr.And and) {
      return chain(operands(and), 0);
    } else if (expr instanceof Expr.Or or) {
      return chain(operands(or), 1);
    } else if (expr instanceof Expr.Not not) {
      String operand = truth(of(not.operand()));
      return truthOf(operand + " == 2 ? 2 : " + operand + " ^ 1");
    } else if (expr instanceof Expr.IsNull isNull) {
      return truthOf(nullTest(of(isNull.operand())) + " ? 1 : 0");
    } else if (expr instanceof Expr.Matches matches) {
      return compares.matches(matches);
    } else if (expr instanceof Expr.Satisfies satisfies) {
      return compares.satisfies(satisfies);
    } else if (expr instanceof Expr.InList inList) {
      return compares.inList(inList);
    } else if (expr instanceof Expr.Arithmetic arithmetic) {
      return numbers.arithmetic(arithmetic);
    } else if (expr instanceof Expr.Negation negation) {
      return numbers.negation(negation);
    } else if (expr instanceof Expr.Conditional conditional) {
      return choice(conditional);
    } else if (expr instanceof Expr.Coalesce coalesce) {
      return coalesce(coalesce);
    } else if (expr instanceof Expr.Call call) {
      return calls.call(call);
    }
    throw Uncovered.SIGNAL;
  }

  static Value nothing(ExprType type) {
    return switch (ColumnVector.storageOf(type)) {
      case TRUTH -> new Value(type, "2", Value.ALWAYS);
      case LONG -> new Value(type, "0L", Value.ALWAYS);
      case DOUBLE -> new Value(type, "0.0", Value.ALWAYS);
      case TEXT, OBJECT -> new Value(type, "null", Value.ALWAYS);
    };
  }

  /** A truth as a name: constants are not assigned from twice. */
  static String truth(Value value) {
    if (value.storage() != Storage.TRUTH) {
      if (value.isAlwaysNull()) {
        return "2";
      }
      throw Uncovered.SIGNAL;
    }
    return value.code();
  }

  private static String nullTest(Value value) {
    return value.storage() == Storage.TRUTH ? "(" + value.code() + " == 2)" : value.isNull();
  }

  /** A new truth that is 0, 1 or 2. */
  Value truthOf(String code) {
    String name = method.fresh("t");
    method.line("int " + name + " = " + code + ";");
    return new Value(ExprType.BOOLEAN, name, "(" + name + " == 2)");
  }

  /** A new truth that is unknown unless all of these are there. */
  Value truthIfPresent(String test, Value... values) {
    String name = method.fresh("t");
    method.line("int " + name + " = 2;");
    method.line(Value.ifPresent(values) + name + " = " + test + " ? 1 : 0;");
    return new Value(ExprType.BOOLEAN, name, "(" + name + " == 2)");
  }

  private Value load(ExprType type, int at) {
    return switch (ColumnVector.storageOf(type)) {
      case TRUTH -> truthOf(method.local("byte[]", "S", "states", at) + "[i]");
      case LONG -> {
        String state = method.fresh("s");
        String isNull = method.fresh("n");
        String name = method.fresh("v");
        method.line("byte " + state + " = " + method.local("byte[]", "S", "states", at) + "[i];");
        method.line("if (" + state + " == 2) throw Wide.SIGNAL;");
        method.line("boolean " + isNull + " = " + state + " != 0;");
        method.line("long " + name + " = " + method.local("long[]", "L", "longs", at) + "[i];");
        yield new Value(type, name, isNull);
      }
      case DOUBLE -> {
        String isNull = method.fresh("n");
        String name = method.fresh("v");
        method.line(
            "boolean " + isNull + " = " + method.local("byte[]", "S", "states", at) + "[i] != 0;");
        method.line(
            "double " + name + " = " + method.local("double[]", "D", "doubles", at) + "[i];");
        yield new Value(type, name, isNull);
      }
      case TEXT -> object(type, method.local("String[]", "T", "texts", at) + "[i]");
      case OBJECT -> object(type, method.local("Object[]", "O", "objects", at) + "[i]");
    };
  }

  /** A new text or object. */
  Value object(ExprType type, String code) {
    String name = method.fresh("v");
    String isNull = method.fresh("n");
    method.line(ClassCode.javaType(ColumnVector.storageOf(type)) + " " + name + " = " + code + ";");
    method.line("boolean " + isNull + " = " + name + " == null;");
    return new Value(type, name, isNull);
  }

  /** A new number that is there unless this says that it is null. */
  Value number(ExprType type, String code, String isNull) {
    String name = method.fresh("v");
    String missing = method.fresh("n");
    method.line(ClassCode.javaType(ColumnVector.storageOf(type)) + " " + name + " = " + code + ";");
    method.line("boolean " + missing + " = " + isNull + ";");
    return new Value(type, name, missing);
  }

  private Value called(Expr expr) {
    String call = owner.outlined(expr) + "(i)";
    return switch (ColumnVector.storageOf(expr.type())) {
      case TRUTH -> truthOf(call);
      case LONG, DOUBLE -> number(expr.type(), call, "isNull");
      case TEXT, OBJECT -> object(expr.type(), call);
    };
  }

  private Value byReference(Expr expr) {
    int constant = owner.constant(expr);
    String call = "reference(" + constant + ", i)";
    switch (ColumnVector.storageOf(expr.type())) {
      case TRUTH -> {
        return truthOf("truth(" + constant + ", i)");
      }
      case TEXT -> {
        return object(expr.type(), "text(" + call + ")");
      }
      case OBJECT -> {
        return object(expr.type(), call);
      }
      case LONG, DOUBLE -> {
        String name = method.fresh("o");
        method.line("Object " + name + " = " + call + ";");
        String type = "constants[" + owner.constant(expr.type()) + "]";
        boolean real = expr.type().kind() == ExprType.Kind.DOUBLE;
        return number(
            expr.type(),
            real ? "real(" + name + ")" : "units(" + name + ", " + type + ")",
            name + " == null");
      }
    }
    throw new IllegalStateException("a storage of unknown kind");
  }

  /** And (deciding 0) or Or (deciding 1) over many operands, which are asked one after another. */
  private Value chain(List<Expr> operands, int deciding) {
    String result = method.fresh("t");
    String label = method.fresh("chain");
    method.line("int " + result + " = " + (1 - deciding) + ";");
    method.line(label + ": {");
    for (Expr operand : operands) {
      String truth = truth(of(operand));
      method.line(
          "if ("
              + truth
              + " == "
              + deciding
              + ") { "
              + result
              + " = "
              + deciding
              + "; break "
              + label
              + "; }");
      method.line("if (" + truth + " == 2) " + result + " = 2;");
    }
    method.line("}");
    return new Value(ExprType.BOOLEAN, result, "(" + result + " == 2)");
  }

  private List<Expr> operands(Expr chain) {
    List<Expr> result = new ArrayList<>();
    Deque<Expr> open = new ArrayDeque<>(List.of(chain));
    for (Expr next = open.poll(); next != null; next = open.poll()) {
      Integer slot = owner.shape().slotPlaces().get(next);
      boolean shared = next != chain && slot != null && slot < place;
      if (!shared && chain instanceof Expr.And && next instanceof Expr.And and) {
        open.push(and.right());
        open.push(and.left());
      } else if (!shared && chain instanceof Expr.Or && next instanceof Expr.Or or) {
        open.push(or.right());
        open.push(or.left());
      } else {
        result.add(next);
      }
    }
    return result;
  }

  private Value choice(Expr.Conditional choice) {
    String condition = truth(of(choice.condition()));
    Result result = new Result(choice.type());
    method.line("if (" + condition + " == 1) {");
    result.assign(of(choice.then()));
    method.line("} else {");
    result.assign(of(choice.otherwise()));
    method.line("}");
    return result.value();
  }

  private Value coalesce(Expr.Coalesce coalesce) {
    Result result = new Result(coalesce.type());
    String label = method.fresh("first");
    method.line(label + ": {");
    for (Expr candidate : coalesce.values()) {
      Value value = of(candidate);
      if (value.isAlwaysNull()) {
        continue;
      }
      method.line("if (!" + nullTest(value) + ") {");
      result.assign(value);
      method.line("break " + label + ";\n}");
    }
    method.line("}");
    return result.value();
  }

  /** A variable that is assigned in several branches. */
  private final class Result {

    private final ExprType type;
    private final String name = method.fresh("v");
    private final String missing = method.fresh("n");

    Result(ExprType type) {
      this.type = type;
      Value none = nothing(type);
      String javaType = ClassCode.javaType(none.storage());
      method.line(javaType + " " + name + " = " + none.code() + ";");
      if (none.storage() != Storage.TRUTH) {
        method.line("boolean " + missing + " = true;");
      }
    }

    void assign(Value value) {
      if (value.isAlwaysNull()) {
        return;
      }
      Value converted = numbers.converted(value, type);
      method.line(name + " = " + converted.code() + ";");
      if (converted.storage() != Storage.TRUTH) {
        method.line(missing + " = " + converted.isNull() + ";");
      }
    }

    Value value() {
      boolean truth = ColumnVector.storageOf(type) == Storage.TRUTH;
      return new Value(type, name, truth ? "(" + name + " == 2)" : missing);
    }
  }
}
