package io.sluice.bench.rows;

import java.util.List;

/**
 * Predicates in JEXL that mean the same to Commons JEXL and to us: nulls are asked for first, since
 * JEXL has no third truth value.
 */
public final class PredicateTexts {

  /** Comparison, arithmetic, a list and the beginning of a text. */
  public static final List<String> FIVE =
      List.of(
          "amount == null || (amount >= 0 && amount <= 100000)",
          "quantity >= 1 && quantity <= 100",
          "amount == null || amount >= quantity * 0.5",
          "status =~ ['new', 'paid', 'shipped', 'delivered', 'cancelled', 'returned']",
          "email == null || email =^ 'user'");

  /** A regular expression costs whoever evaluates it far more than the rest. */
  public static final List<String> PATTERN =
      List.of("email == null || email =~ '[a-z0-9.]+@[a-z0-9.]+[.][a-z]+'");

  private PredicateTexts() {}
}
