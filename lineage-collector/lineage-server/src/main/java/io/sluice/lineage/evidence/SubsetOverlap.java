package io.sluice.lineage.evidence;

import io.sluice.lineage.facet.Subset;
import io.sluice.lineage.facet.Subset.Operator;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Whether two parts of a dataset can have rows in common. What is not understood may: the answer is
 * no only where the conditions contradict each other.
 */
public final class SubsetOverlap {

  /** A condition is written out as alternatives; with more than so many it may be anything. */
  private static final int MAX_ALTERNATIVES = 1_000;

  /** So many pairs of alternatives are compared; with more of them the parts may overlap. */
  private static final int MAX_PAIRS = 2_000;

  /** Of an alternative so many conditions are looked at. */
  private static final int MAX_TERMS = 20;

  private SubsetOverlap() {}

  /** Whether the two can have rows in common; symmetric. */
  public static boolean mayOverlap(Subset left, Subset right) {
    List<List<Subset>> some = alternatives(left);
    List<List<Subset>> others = alternatives(right);
    if (some == null || others == null || (long) some.size() * others.size() > MAX_PAIRS) {
      return true;
    }
    for (List<Subset> one : some) {
      for (List<Subset> other : others) {
        if (compatible(one, other)) {
          return true;
        }
      }
    }
    return false;
  }

  /** The partition {@code key=value/key=value}, null if the text is none. */
  static @Nullable Subset partition(String text) {
    Map<String, String> dimensions = new HashMap<>();
    for (String each : text.split("/", 50)) {
      int equals = each.indexOf('=');
      if (equals < 1
          || dimensions.put(each.substring(0, equals), each.substring(equals + 1)) != null) {
        return null;
      }
    }
    return new Subset.Partitions(List.of(dimensions));
  }

  /** The condition as alternatives of conditions that hold together; null if there are too many. */
  private static @Nullable List<List<Subset>> alternatives(Subset subset) {
    if (subset instanceof Subset.Partitions partitions) {
      List<List<Subset>> each = new ArrayList<>();
      for (Map<String, String> partition : partitions.partitions()) {
        List<Subset> parts = new ArrayList<>();
        partition.forEach(
            (key, value) -> parts.add(new Subset.Comparison(key, Operator.EQUAL, value)));
        each.add(parts);
      }
      return each.size() > MAX_ALTERNATIVES ? null : each;
    }
    if (!(subset instanceof Subset.Both both)) {
      return List.of(subset instanceof Subset.Unknown ? List.of() : List.of(subset));
    }
    List<List<Subset>> left = alternatives(both.left());
    List<List<Subset>> right = alternatives(both.right());
    if (left == null || right == null) {
      return null;
    }
    List<List<Subset>> all = new ArrayList<>();
    if (!both.and()) {
      all.addAll(left);
      all.addAll(right);
    } else if ((long) left.size() * right.size() <= MAX_ALTERNATIVES) {
      for (List<Subset> one : left) {
        for (List<Subset> other : right) {
          List<Subset> joined = new ArrayList<>(one);
          joined.addAll(other);
          all.add(joined);
        }
      }
    } else {
      return null;
    }
    return all.size() > MAX_ALTERNATIVES ? null : all;
  }

  private static boolean compatible(List<Subset> left, List<Subset> right) {
    for (int i = 0; i < Math.min(left.size(), MAX_TERMS); i++) {
      for (int j = 0; j < Math.min(right.size(), MAX_TERMS); j++) {
        if (contradict(left.get(i), right.get(j))) {
          return false;
        }
      }
    }
    return true;
  }

  private static boolean contradict(Subset left, Subset right) {
    if (left instanceof Subset.Locations some && right instanceof Subset.Locations others) {
      return some.locations().stream()
          .noneMatch(one -> others.locations().stream().anyMatch(other -> nested(one, other)));
    }
    return left instanceof Subset.Comparison one
        && right instanceof Subset.Comparison other
        && one.field().equalsIgnoreCase(other.field())
        && contradict(one, other);
  }

  /** Whether one location is the other or lies in it. */
  private static boolean nested(String one, String other) {
    String left = one.endsWith("/") ? one : one + "/";
    String right = other.endsWith("/") ? other : other + "/";
    return left.startsWith(right) || right.startsWith(left);
  }

  private static boolean contradict(Subset.Comparison left, Subset.Comparison right) {
    boolean leftEquals = left.operator() == Operator.EQUAL;
    boolean rightEquals = right.operator() == Operator.EQUAL;
    return switch (compare(left.literal(), right.literal())) {
      case UNKNOWN -> false;
      case DIFFERENT -> leftEquals && rightEquals;
      case SAME -> {
        if (left.operator() == Operator.NOT_EQUAL || right.operator() == Operator.NOT_EQUAL) {
          yield leftEquals != rightEquals;
        }
        yield above(left, right, 0) || above(right, left, 0);
      }
      case LESS -> above(right, left, 1);
      case GREATER -> above(left, right, 1);
    };
  }

  /** Whether the least that the one allows lies above the most that the other allows. */
  private static boolean above(Subset.Comparison low, Subset.Comparison high, int order) {
    boolean bounds =
        (low.operator() == Operator.EQUAL
                || low.operator() == Operator.GREATER
                || low.operator() == Operator.GREATER_OR_EQUAL)
            && (high.operator() == Operator.EQUAL
                || high.operator() == Operator.LESS
                || high.operator() == Operator.LESS_OR_EQUAL);
    boolean strict = low.operator() == Operator.GREATER || high.operator() == Operator.LESS;
    return bounds && (order > 0 || (strict && order == 0));
  }

  /** How two literals stand to each other. */
  private enum Order {
    LESS,
    SAME,
    GREATER,
    DIFFERENT,
    UNKNOWN
  }

  /**
   * Numbers compare as numbers, and what begins with a digit (dates) by character if both are
   * written in one format. Words are the same or not, but the order of them is the database's.
   */
  private static Order compare(String left, String right) {
    BigDecimal one = number(left);
    BigDecimal other = number(right);
    if (one != null && other != null) {
      return order(one.compareTo(other));
    }
    boolean digits = startsWithDigit(left);
    if (digits != startsWithDigit(right)) {
      return Order.UNKNOWN;
    }
    if (digits) {
      return sameFormat(left, right) ? order(left.compareTo(right)) : Order.UNKNOWN;
    }
    return left.trim().equalsIgnoreCase(right.trim()) ? Order.SAME : Order.DIFFERENT;
  }

  private static Order order(int compared) {
    return compared == 0 ? Order.SAME : compared < 0 ? Order.LESS : Order.GREATER;
  }

  private static boolean startsWithDigit(String text) {
    return !text.isEmpty() && text.charAt(0) >= '0' && text.charAt(0) <= '9';
  }

  /** Whether digits stand at the same places and all else is equal. */
  private static boolean sameFormat(String left, String right) {
    boolean same = left.length() == right.length();
    for (int i = 0; same && i < left.length(); i++) {
      char one = left.charAt(i);
      char other = right.charAt(i);
      same = one == other || (Character.isDigit(one) && Character.isDigit(other));
    }
    return same;
  }

  private static @Nullable BigDecimal number(String text) {
    if (text.isEmpty() || text.length() > 40) {
      return null;
    }
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean sign = c == '-' && i == 0 && text.length() > 1;
      boolean point = c == '.' && i > 0 && i < text.length() - 1 && text.indexOf('.') == i;
      if (!sign && !point && (c < '0' || c > '9')) {
        return null;
      }
    }
    return text.startsWith("-.") ? null : new BigDecimal(text);
  }
}
