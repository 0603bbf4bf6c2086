package io.sluice.lineage.alias;

import io.sluice.access.Caller;
import io.sluice.access.CurrentCaller;
import io.sluice.catalog.model.DatasetId;
import io.sluice.problem.CommonProblem;
import io.sluice.problem.ProblemException;
import jakarta.inject.Singleton;

/** Who may change what lineage shows: stewards and administrators, within their token's scope. */
@Singleton
public class Curators {

  private final CurrentCaller caller;

  Curators(CurrentCaller caller) {
    this.caller = caller;
  }

  /** Whoever asks. */
  public Caller caller() {
    return caller.get();
  }

  /**
   * The caller, if it may change what is shown of all of these datasets.
   *
   * @throws ProblemException 403 if it may not
   */
  public Caller of(DatasetId... datasets) {
    Caller known = steward();
    for (DatasetId dataset : datasets) {
      if (!known.mayTouch(dataset)) {
        throw new ProblemException(
            CommonProblem.FORBIDDEN, "The token may not touch the dataset " + dataset + ".");
      }
    }
    return known;
  }

  /**
   * The caller, if it may change what is shown of everything.
   *
   * @throws ProblemException 403 if it may not
   */
  public Caller ofAll() {
    Caller known = steward();
    if (known.datasets().isPresent()) {
      throw new ProblemException(
          CommonProblem.FORBIDDEN,
          "A token that is confined to some datasets cannot change what holds for all.");
    }
    return known;
  }

  private Caller steward() {
    Caller known = caller.get();
    if (!known.ownsEverything()) {
      throw new ProblemException(
          CommonProblem.FORBIDDEN, "Only stewards and administrators may do this.");
    }
    return known;
  }
}
