package io.sluice.quality.expectation;

import io.sluice.quality.expectation.Description.Parameter;
import io.sluice.quality.expression.Expr;
import io.sluice.quality.statistics.EmpiricalDistribution;
import io.sluice.quality.statistics.Kolmogorov;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * {@code expect_column_bootstrapped_ks_test_p_value_to_be_greater_than}, as GX 0.18 defines it:
 * samples of the column are tested against the expected bins, and the share of samples that pass is
 * judged. The samples are drawn from a seed, so that the same data has the same answer.
 */
final class ColumnBootstrappedKsTest implements Expectation {

  private static final String SAMPLES = "bootstrap_samples";
  private static final String SAMPLE_SIZE = "bootstrap_sample_size";
  private static final int MOST = 100_000;
  private static final long MOST_DRAWN = 50_000_000;

  /** How the samples are drawn and judged. */
  private record Settings(double p, int samples, int size, long seed) {}

  @Override
  public String name() {
    return "expect_column_bootstrapped_ks_test_p_value_to_be_greater_than";
  }

  @Override
  public Description description() {
    return Description.of(
            "Most samples of the column pass a Kolmogorov-Smirnov test against the expected bins:"
                + " the share of those whose p-value is at least p is greater than p.",
            "Nulls are left out; with no value at all the observed value is null and the rule"
                + " fails.",
            Parameter.COLUMN,
            Parameter.required(
                Partition.NAME,
                "map of bins and weights",
                "finite ascending bins and their expected weights, of sum 1"),
            Parameter.optional("p", "number", "0.05", "the p-value, 0 to 1"),
            Parameter.optional(SAMPLES, "whole number", "1000", "how many samples"),
            Parameter.optional(
                SAMPLE_SIZE, "whole number", "twice the weights", "how many values in each"),
            Parameter.optional("seed", "whole number", "0", "where the drawing of samples starts"))
        .deviating(
            "GX 1.x only raises; this is GX 0.18's definition, with samples drawn from a seed:"
                + " the same data has the same answer.");
  }

  @Override
  public Plan plan(Arguments arguments, Scope scope) {
    Expr.ColumnRef column = Figures.numeric(arguments, scope, "distribution");
    Partition.Bins bins = Partition.bins(arguments, column);
    double[] edges = bins.places();
    List<Double> tails = bins.tails();
    if (Double.isInfinite(edges[0])
        || Double.isInfinite(edges[edges.length - 1])
        || (tails != null && tails.get(0) + tails.get(1) > 0)) {
      throw new ArgumentException(Partition.NAME, "the bins must have finite ends and no tails");
    }
    Settings settings = settings(arguments, bins);
    NumbersOf numbers = new NumbersOf(column, scope);
    return new Plan(
        Set.of(numbers.metric()),
        evidence ->
            numbers
                .in(evidence)
                .map(found -> judge(found, new Expected(bins), settings))
                .orElse(Outcome.observed(false, null)),
        null);
  }

  private static Settings settings(Arguments arguments, Partition.Bins bins) {
    int samples = count(arguments, SAMPLES, 1000);
    int size = count(arguments, SAMPLE_SIZE, bins.weights().size() * 2);
    if ((long) samples * size > MOST_DRAWN) {
      throw new ArgumentException(SAMPLES, "that are more than " + MOST_DRAWN + " values to draw");
    }
    BigDecimal seed = arguments.count("seed");
    return new Settings(
        arguments.ratio("p", 0.05), samples, size, seed == null ? 0 : seed.longValue());
  }

  private static int count(Arguments arguments, String name, int fallback) {
    BigDecimal count = arguments.count(name);
    if (count == null) {
      return fallback;
    }
    if (count.signum() == 0 || count.compareTo(BigDecimal.valueOf(MOST)) > 0) {
      throw new ArgumentException(name, "'" + name + "' must be from 1 to " + MOST);
    }
    return count.intValue();
  }

  private static Outcome judge(EmpiricalDistribution found, Expected expected, Settings settings) {
    double critical = Kolmogorov.critical(settings.size(), settings.p());
    SplittableRandom random = new SplittableRandom(settings.seed());
    int passed = 0;
    for (int i = 0; i < settings.samples(); i++) {
      double[] sample = found.sample(settings.size(), random);
      if (EmpiricalDistribution.distance(sample, expected::at) <= critical) {
        passed++;
      }
    }
    double observed = (1.0 + passed) / (settings.samples() + 1);
    Map<String, @Nullable Object> details = new LinkedHashMap<>();
    details.put("bootstrapSamples", (long) settings.samples());
    details.put("bootstrapSampleSize", (long) settings.size());
    expected.describe(found, details);
    return new Outcome(observed > settings.p(), observed, null, details, null);
  }

  /** The distribution that the bins describe, straight between its points. */
  private static final class Expected {

    private final double[] edges;
    private final double[] cumulated;
    private final List<Double> weights;

    Expected(Partition.Bins bins) {
      edges = bins.places();
      weights = bins.weights();
      cumulated = new double[edges.length];
      for (int i = 1; i < edges.length; i++) {
        cumulated[i] = cumulated[i - 1] + weights.get(i - 1);
      }
    }

    double at(double value) {
      int last = edges.length - 1;
      if (value <= edges[0]) {
        return 0;
      } else if (value >= edges[last]) {
        return cumulated[last];
      }
      int place = Arrays.binarySearch(edges, value);
      int low = place < 0 ? -place - 2 : place;
      double share = (value - edges[low]) / (edges[low + 1] - edges[low]);
      return cumulated[low] + share * (cumulated[low + 1] - cumulated[low]);
    }

    /** What was observed and expected; the observed bins reach as far as the data. */
    void describe(EmpiricalDistribution found, Map<String, @Nullable Object> details) {
      int last = edges.length - 1;
      List<Double> bins = new ArrayList<>();
      if (found.below(edges[0], false) > 0) {
        bins.add(found.least());
      }
      Arrays.stream(edges).forEach(bins::add);
      if (found.below(edges[last], true) < found.size()) {
        bins.add(found.greatest());
      }
      List<Double> observed = new ArrayList<>();
      List<Double> sums = new ArrayList<>(List.of(0.0));
      double before = 0;
      for (int i = 1; i < bins.size(); i++) {
        boolean closed = bins.get(i) >= edges[last];
        double until = (double) found.below(bins.get(i), closed) / found.size();
        observed.add(until - before);
        sums.add(until);
        before = until;
      }
      List<Double> points = Arrays.stream(edges).boxed().toList();
      details.put("observedPartition", pair("bins", bins, "weights", observed));
      details.put("expectedPartition", pair("bins", points, "weights", weights));
      details.put("observedCdf", pair("x", bins, "cdfValues", sums));
      details.put(
          "expectedCdf", pair("x", points, "cdfValues", Arrays.stream(cumulated).boxed().toList()));
    }

    private static Map<String, Object> pair(
        String first, List<Double> places, String second, List<Double> values) {
      Map<String, Object> pair = new LinkedHashMap<>();
      pair.put(first, places);
      pair.put(second, values);
      return pair;
    }
  }
}
