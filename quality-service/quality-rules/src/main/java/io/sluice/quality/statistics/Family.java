package io.sluice.quality.statistics;

import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.apache.commons.statistics.distribution.BetaDistribution;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.apache.commons.statistics.distribution.ExponentialDistribution;
import org.apache.commons.statistics.distribution.GammaDistribution;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Families of continuous distributions, named as SciPy names them; each has a place and a scale.
 */
public enum Family {
  NORM,
  BETA,
  GAMMA,
  UNIFORM,
  CHI2,
  EXPON;

  /** How many parameters give its shape, besides place and scale. */
  public int shapes() {
    return switch (this) {
      case BETA -> 2;
      case GAMMA, CHI2 -> 1;
      case NORM, UNIFORM, EXPON -> 0;
    };
  }

  /**
   * The cumulative probability.
   *
   * @param parameters in SciPy's order: the shapes, each greater than 0; then, where given, place
   *     (default 0) and scale (default 1, greater than 0)
   */
  public DoubleUnaryOperator cumulative(List<Double> parameters) {
    double place = parameters.size() > shapes() ? parameters.get(shapes()) : 0;
    double scale = parameters.size() > shapes() + 1 ? parameters.get(shapes() + 1) : 1;
    DoubleUnaryOperator standard = standard(parameters);
    return value -> standard.applyAsDouble((value - place) / scale);
  }

  private DoubleUnaryOperator standard(List<Double> shapes) {
    return switch (this) {
      case NORM -> NormalDistribution.of(0, 1)::cumulativeProbability;
      case BETA -> BetaDistribution.of(shapes.get(0), shapes.get(1))::cumulativeProbability;
      case GAMMA -> GammaDistribution.of(shapes.get(0), 1)::cumulativeProbability;
      case UNIFORM -> value -> Math.max(0, Math.min(1, value));
      case CHI2 -> ChiSquaredDistribution.of(shapes.get(0))::cumulativeProbability;
      case EXPON -> ExponentialDistribution.of(1)::cumulativeProbability;
    };
  }
}
