package io.sluice.quality.engine.row;

import io.sluice.catalog.model.Column;
import io.sluice.catalog.model.LogicalType;
import io.sluice.catalog.model.Schema;
import io.sluice.quality.expression.Evaluator;
import io.sluice.quality.expression.Expr;
import io.sluice.quality.expression.ExprType;
import io.sluice.quality.metric.MeasurementException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Expressions over the rows of one table, compiled to bytecode: for each batch, each expression
 * fills a vector. What two of them have in common at the top (a {@code where}, say) is computed
 * once. Not safe for use by several threads at once.
 */
public final class Predicates {

  private static final System.Logger LOG = System.getLogger(Predicates.class.getName());

  /** Slots of one generated class: the constant pool of a class is bounded. */
  private static final int SLOTS_OF_A_CLASS = 100;

  /** How deep common parts are looked for. */
  private static final int SHARING_DEPTH = 3;

  private final Shape shape;
  private final Map<Expr, Integer> places;
  private final List<Part> parts = new ArrayList<>();
  private final ColumnVector[] vectors;
  private final @Nullable String[] failures;
  private boolean interpreted;

  /** Some slots, and the code that fills them. */
  private record Part(ClassCode text, GeneratedCode code, int from, int to) {}

  private Predicates(Shape shape, Map<Expr, Integer> places) {
    this.shape = shape;
    this.places = places;
    vectors = new ColumnVector[shape.size()];
    failures = new String[shape.size()];
    int first = shape.columns().size();
    Evaluator evaluator = new Evaluator();
    for (int i = first; i < shape.size(); i++) {
      vectors[i] = new ColumnVector(shape.slots().get(i - first).type(), RowBatch.CAPACITY);
    }
    for (int from = first; from < shape.size(); from += SLOTS_OF_A_CLASS) {
      parts.add(part(from, Math.min(from + SLOTS_OF_A_CLASS, shape.size()), evaluator));
    }
  }

  private Part part(int from, int to, Evaluator evaluator) {
    ClassCode text = new ClassCode(shape);
    GeneratedCode code;
    try {
      for (int place = from; place < to; place++) {
        text.slot(place);
      }
      code = PredicateClass.load(text, evaluator);
    } catch (RuntimeException | LinkageError | StackOverflowError tooLarge) {
      // Slower, and as right: no rule fails because of the compiler. What is merely too large is
      // no news; anything else is a fault of the generator.
      if (PredicateClass.isFaulty(tooLarge)) {
        LOG.log(System.Logger.Level.WARNING, "generated predicates do not compile", tooLarge);
      }
      assert !PredicateClass.isFaulty(tooLarge) : tooLarge;
      interpreted = true;
      code = new InterpretedCode(shape, evaluator);
    }
    return new Part(text, code, from, to);
  }

  /** Whether some of it could not be compiled and is interpreted instead. */
  boolean isInterpreted() {
    return interpreted;
  }

  /** Compiles expressions over the rows of a table. */
  public static Predicates compile(Schema schema, Collection<Expr> expressions) {
    List<Expr.ColumnRef> columns = new ArrayList<>();
    Map<String, Integer> names = new HashMap<>();
    for (Column column : schema.columns()) {
      names.put(column.name(), names.size());
      columns.add(new Expr.ColumnRef(column.name(), ExprType.of(LogicalType.parse(column.type()))));
    }
    Sharing sharing = new Sharing(columns.size());
    Set<Expr> distinct = new HashSet<>(expressions);
    distinct.removeIf(expr -> expr instanceof Expr.ColumnRef column && columns.contains(column));
    distinct.forEach(expr -> sharing.count(expr, 0));
    expressions.forEach(
        expr -> {
          if (distinct.contains(expr)) {
            sharing.place(expr, 0, true);
          }
        });
    Map<Expr, Integer> places = new HashMap<>(sharing.places);
    columns.forEach(column -> places.put(column, names.get(column.name())));
    return new Predicates(new Shape(columns, names, sharing.slots, sharing.identities), places);
  }

  /** Computes every expression for the rows of a batch. */
  public void run(RowBatch batch) {
    for (int i = 0; i < batch.columns().size(); i++) {
      vectors[i] = batch.columns().get(i);
    }
    for (Part part : parts) {
      part.code().bind(vectors);
      for (int place = part.from(); place < part.to(); place++) {
        if (failures[place] == null) {
          fill(part, place, batch.size());
        }
      }
    }
  }

  private void fill(Part part, int place, int rows) {
    for (int needed : part.text().readsOf(place)) {
      if (failures[needed] != null) {
        failures[place] = failures[needed];
        return;
      }
    }
    try {
      part.code().run(place, rows);
    } catch (RuntimeException failure) {
      String words = failure.getMessage();
      failures[place] = words == null ? failure.getClass().getSimpleName() : words;
    } catch (StackOverflowError deep) {
      failures[place] = "the expression is nested too deeply";
    }
  }

  /**
   * What {@link #run} computed for an expression; it is overwritten by the next batch.
   *
   * @throws IllegalArgumentException if the expression was not compiled here
   * @throws MeasurementException if it could not be computed for some row
   */
  public ColumnVector vector(Expr expr) {
    Integer place = places.get(expr);
    if (place == null) {
      throw new IllegalArgumentException("the expression was not compiled");
    }
    String failure = failures[place];
    if (failure != null) {
      throw new MeasurementException(failure);
    }
    return vectors[place];
  }

  /** Finds what several expressions have in common, and an order to compute it in. */
  private static final class Sharing {

    private final int first;
    private final Map<Expr, Integer> uses = new HashMap<>();
    private final Map<Expr, Integer> places = new HashMap<>();
    private final IdentityHashMap<Expr, Integer> identities = new IdentityHashMap<>();
    private final List<Expr> slots = new ArrayList<>();

    Sharing(int first) {
      this.first = first;
    }

    void count(Expr expr, int depth) {
      if (isWorthSharing(expr)) {
        uses.merge(expr, 1, Integer::sum);
      }
      if (depth < SHARING_DEPTH) {
        children(expr).forEach(child -> count(child, depth + 1));
      }
    }

    private static boolean isWorthSharing(Expr expr) {
      return !(expr instanceof Expr.Literal || expr instanceof Expr.ColumnRef);
    }

    private static List<Expr> children(Expr expr) {
      if (expr instanceof Expr.And and) {
        return List.of(and.left(), and.right());
      } else if (expr instanceof Expr.Or or) {
        return List.of(or.left(), or.right());
      } else if (expr instanceof Expr.Not not) {
        return List.of(not.operand());
      } else if (expr instanceof Expr.IsNull isNull) {
        return List.of(isNull.operand());
      }
      return List.of();
    }

    /** Parts first: a slot reads only slots before it. */
    void place(Expr expr, int depth, boolean asked) {
      if (depth < SHARING_DEPTH) {
        children(expr).forEach(child -> place(child, depth + 1, false));
      }
      boolean shared = isWorthSharing(expr) && uses.getOrDefault(expr, 0) > 1;
      if (asked || shared) {
        Integer place = places.get(expr);
        if (place == null) {
          place = first + slots.size();
          slots.add(expr);
          places.put(expr, place);
        }
        identities.put(expr, place);
      }
    }
  }
}
