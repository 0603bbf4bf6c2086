package io.sluice.bench.deequ;

import com.amazon.deequ.analyzers.Analyzer;
import com.amazon.deequ.analyzers.Completeness;
import com.amazon.deequ.analyzers.Compliance;
import com.amazon.deequ.analyzers.Maximum;
import com.amazon.deequ.analyzers.Mean;
import com.amazon.deequ.analyzers.Minimum;
import com.amazon.deequ.analyzers.Size;
import com.amazon.deequ.analyzers.Sum;
import com.amazon.deequ.analyzers.Uniqueness;
import com.amazon.deequ.analyzers.runners.AnalysisRunner;
import com.amazon.deequ.analyzers.runners.AnalyzerContext;
import com.amazon.deequ.metrics.Metric;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import scala.Option;
import scala.collection.JavaConverters;
import scala.collection.Seq;

/**
 * The rules of {@code rules30.yaml} as Deequ's analyzers, which is all that its checks would
 * compute: judging them is left out, in Deequ's favour. Deequ gives the share of the rows that
 * comply, where null does not comply; so what is compared is how many rows comply.
 */
final class ThirtyRules {

  private static final String SHIPPED = "status = 'shipped' OR status = 'delivered'";
  private static final String GERMAN = "country = 'DE'";
  private static final String COUNTRIES =
      "'DE', 'FR', 'GB', 'US', 'ES', 'IT', 'NL', 'PL', 'SE', 'AT', 'BE', 'CH', 'CZ', 'DK', 'FI', 'GR', "
          + "'HU', 'IE', 'NO', 'PT', 'RO', 'BG', 'HR', 'EE', 'LV', 'LT', 'LU', 'MT', 'SI', 'SK', 'CY'";

  /** An analyzer, and the analyzer that counts the rows of which its value is a share, if it is. */
  private record Rule(Analyzer<?, Metric<?>> analyzer, Analyzer<?, Metric<?>> rows) {}

  private static final Analyzer<?, Metric<?>> ALL = plain(new Size(none()));

  private final Map<String, Rule> rules = new LinkedHashMap<>();

  ThirtyRules() {
    complete("r01", "order_id", null);
    complete("r02", "customer_id", null);
    complete("r03", "country", null);
    complete("r04", "email", null);
    comply("r05", "amount >= 0 AND amount <= 100000", null);
    comply("r06", "quantity >= 1 AND quantity <= 100", null);
    comply("r07", "discount >= 0 AND discount <= 0.5D", null);
    comply(
        "r08",
        "placed_at >= TIMESTAMP_NTZ'2025-01-01 00:00:00' AND placed_at <= TIMESTAMP_NTZ'2025-12-31 23:59:59'",
        null);
    comply("r09", "shipped_on >= DATE'2025-01-01' AND shipped_on <= DATE'2026-01-05'", null);
    comply("r10", "status IN ('new', 'paid', 'shipped', 'delivered', 'cancelled', 'returned')", null);
    comply("r11", "country IN (" + COUNTRIES + ")", null);
    comply("r12", "email RLIKE '^[a-z0-9.]+@[a-z0-9.]+[.][a-z]+$'", null);
    comply("r13", "country RLIKE '^[A-Z]{2}$'", null);
    comply("r14", "length(email) >= 8 AND length(email) <= 64", null);
    comply("r15", "length(note) >= 1 AND length(note) <= 200", null);
    comply("r16", "order_id > customer_id", null);
    comply("r17", "amount >= quantity * 0.5", null);
    comply("r18", "shipped_on >= CAST(placed_at AS DATE)", null);
    complete("r19", "shipped_on", SHIPPED);
    comply("r20", "discount >= 0 AND discount <= 0.3D", GERMAN);
    value("a01", ALL);
    value("a02", plain(new Minimum("amount", none(), none())));
    value("a03", plain(new Maximum("amount", none(), none())));
    value("a04", plain(new Mean("amount", none())));
    value("a05", plain(new Sum("quantity", none())));
    value("a06", plain(new Maximum("quantity", none(), none())));
    value("a07", plain(new Mean("discount", none())));
    value("a08", plain(new Minimum("customer_id", none(), none())));
    unique("u01", List.of("order_id"));
    unique("u02", List.of("customer_id", "placed_at"));
  }

  /** Runs all of them once. */
  Map<String, Double> figures(Dataset<Row> sales) {
    // Deequ refuses to be asked for the same twice.
    Set<Analyzer<?, Metric<?>>> analyzers = new LinkedHashSet<>();
    for (Rule rule : rules.values()) {
      analyzers.add(rule.analyzer());
      if (rule.rows() != null) {
        analyzers.add(rule.rows());
      }
    }
    AnalyzerContext context =
        AnalysisRunner.onData(sales).addAnalyzers(seq(List.copyOf(analyzers))).run();
    Map<String, Double> figures = new TreeMap<>();
    rules.forEach(
        (id, rule) -> {
          double value = value(context, rule.analyzer());
          if (rule.rows() == null) {
            figures.put(id + " value", value);
          } else {
            figures.put(id + " comply", (double) Math.round(value * value(context, rule.rows())));
          }
        });
    return figures;
  }

  private static double value(AnalyzerContext context, Analyzer<?, Metric<?>> analyzer) {
    return ((Number) context.metric(analyzer).get().value().get()).doubleValue();
  }

  private void complete(String id, String column, String where) {
    share(id, plain(new Completeness(column, option(where), none())), where);
  }

  private void comply(String id, String predicate, String where) {
    share(
        id,
        plain(
            new Compliance(
                id,
                predicate,
                option(where),
                JavaConverters.<String>asScalaBuffer(List.of()).toList(),
                none())),
        where);
  }

  private void share(String id, Analyzer<?, Metric<?>> analyzer, String where) {
    rules.put(id, new Rule(analyzer, where == null ? ALL : plain(new Size(option(where)))));
  }

  private void value(String id, Analyzer<?, Metric<?>> analyzer) {
    rules.put(id, new Rule(analyzer, null));
  }

  private void unique(String id, List<String> columns) {
    rules.put(id, new Rule(plain(new Uniqueness(seq(columns), none(), none())), ALL));
  }

  // Scala's type is wider than Java lets it be written: every analyzer has metrics.
  @SuppressWarnings("unchecked")
  private static Analyzer<?, Metric<?>> plain(Analyzer<?, ?> analyzer) {
    return (Analyzer<?, Metric<?>>) analyzer;
  }

  private static <T> Seq<T> seq(List<T> values) {
    return JavaConverters.asScalaBuffer(values).toSeq();
  }

  private static <T> Option<T> none() {
    return Option.empty();
  }

  private static Option<String> option(String value) {
    return Option.apply(value);
  }
}
