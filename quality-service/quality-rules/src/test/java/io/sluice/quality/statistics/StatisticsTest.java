package io.sluice.quality.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Laws of the statistics, and SciPy 1.17's answers. */
class StatisticsTest {

  @ParameterizedTest
  @CsvSource({
    "1, 0.2, 1.0",
    "2, 0.565685424949238, 0.37725830020304796",
    "3, 0.46188021535170065, 0.42742725890488853",
    "5, 0.22360679774997896, 0.9162082822963654",
    "7, 0.09999999999999999, 0.9999899731574429",
    "7, 0.9285714285714286, 1.8972901232843883e-08",
    "10, 0.5, 0.00777741",
    "20, 0.17888543819998318, 0.48908495494245874",
    "50, 0.02, 1.0",
    "50, 0.565685424949238, 1.2330478183508945e-15",
    "100, 0.136, 0.044860299790847456",
    "139, 0.038168501835598695, 0.9828066679092897",
    "140, 0.002857142857142857, 1.0",
    "140, 0.21128856368212914, 5.807997673785573e-06",
    "141, 0.0842151921066519, 0.2553544927215675",
    "142, 0.009154929577464789, 1.0",
    "142, 0.6, 2.0596252491699786e-49",
    "150, 0.12247448713915891, 0.020298188779718517",
    "200, 0.035355339059327376, 0.9563606607042097",
    "300, 0.0016666666666666668, 1.0",
    "300, 0.1732050807568877, 2.432484291682881e-08",
    "500, 0.05366563145999495, 0.10824335474199998",
    "1000, 0.006324555320336759, 0.9999999999978557",
    "1013, 0.053412659006569066, 0.005946874822092969",
    "1014, 0.01884222879063983, 0.8574158860548852",
    "5000, 0.00014, 1.0",
    "5000, 0.0565685424949238, 2.3874327925714957e-14",
    "10000, 0.013000000000000001, 0.06750118848339082",
    "50000, 0.0013416407864998738, 0.9999900693840418",
    "100000, 0.006324555320336758, 0.00066806667710579",
    "100001, 0.0025298094791189303, 0.543286155365172",
    "1000000, 1e-06, 1.0",
    "10000000, 0.0004300697617828996, 0.049471687726293845"
  })
  void answersAsScipyDoes(long n, double d, double expected) {
    assertThat(Kolmogorov.survival(n, d)).isCloseTo(expected, within(1e-7));
  }

  @ParameterizedTest
  @CsvSource({
    "NORM, 10;2, 11.3, 0.7421538891941354",
    "NORM, 0;1, -5.0, 2.866515718791933e-07",
    "BETA, 2;5;0;1, 0.3, 0.5798250000000003",
    "BETA, 0.5;0.5;1;2, 1.5, 0.33333333333333337",
    "GAMMA, 3;0;2, 4.0, 0.32332358381693654",
    "GAMMA, 0.1;1;1, 1.01, 0.6626212599544796",
    "UNIFORM, 5;3, 6.0, 0.3333333333333333",
    "CHI2, 4;0;1, 3.0, 0.4421745996289252",
    "EXPON, 1;3, 2.0, 0.28346868942621073",
    "EXPON, 0;1, -1.0, 0.0"
  })
  void distributionsAreThoseOfScipy(Family family, String parameters, double at, double expected) {
    List<Double> given = List.of(parameters.split(";")).stream().map(Double::valueOf).toList();

    assertThat(family.cumulative(given).applyAsDouble(at)).isCloseTo(expected, within(1e-12));
  }

  @Property
  void pValuesFallWithTheDistance(
      @ForAll @IntRange(min = 1, max = 5000) int n,
      @ForAll @DoubleRange(min = 0, max = 1) double a,
      @ForAll @DoubleRange(min = 0, max = 1) double b) {
    double near = Kolmogorov.survival(n, Math.min(a, b));
    double far = Kolmogorov.survival(n, Math.max(a, b));

    assertThat(near).isBetween(0.0, 1.0);
    assertThat(far).isBetween(0.0, 1.0).isLessThanOrEqualTo(near + 1e-7);
  }

  @Property
  void noDistributionDivergesFromItself(
      @ForAll @Size(min = 1, max = 20) List<@DoubleRange(min = 0, max = 100) Double> weights) {
    double[] w = weights.stream().mapToDouble(Double::doubleValue).toArray();
    if (weights.stream().mapToDouble(Double::doubleValue).sum() > 1e-6) {
      assertThat(Divergence.kullbackLeibler(w, w)).isCloseTo(0, within(1e-12));
    }
  }

  @Property
  void cramerIsTheSameBothWays(
      @ForAll @Size(6) List<@IntRange(min = 1, max = 1000) Integer> counts) {
    long[][] table = new long[2][3];
    long[][] turned = new long[3][2];
    for (int i = 0; i < 6; i++) {
      table[i / 3][i % 3] = counts.get(i);
      turned[i % 3][i / 3] = counts.get(i);
    }

    assertThat(ChiSquare.cramer(table))
        .isBetween(0.0, 1.0)
        .isCloseTo(ChiSquare.cramer(turned), within(1e-9));
  }

  @Property
  void chiSquareIsAProbability(
      @ForAll @Size(min = 2, max = 10) List<@IntRange(min = 0, max = 1000) Integer> counts) {
    double[] observed = counts.stream().mapToDouble(Integer::doubleValue).toArray();
    double sum = counts.stream().mapToDouble(Integer::doubleValue).sum();
    double[] expected = new double[observed.length];
    java.util.Arrays.fill(expected, (sum + 1e-9) / observed.length);

    assertThat(ChiSquare.goodnessOfFit(observed, expected)).isBetween(0.0, 1.0);
  }

  @Test
  void oneSeedDrawsTheSameSamples() {
    EmpiricalDistribution numbers =
        new EmpiricalDistribution(new double[] {1, 2, 5}, new long[] {3, 1, 2});

    assertThat(numbers.sample(50, new SplittableRandom(7)))
        .isEqualTo(numbers.sample(50, new SplittableRandom(7)))
        .isSorted()
        .doesNotContain(3, 0);
  }
}
