package io.sluice.problem;

import java.net.URI;

/** A kind of problem that clients can tell apart; each server has an enum of its own. */
public interface ProblemType {

  /** The stable end of the type's URI, for example {@code unknown-dataset}. */
  String slug();

  /** The HTTP status that goes with it. */
  int status();

  /** The same short sentence for every problem of this type. */
  String title();

  /** The type as the answer carries it. */
  default URI uri() {
    return URI.create("https://sluice.dev/problems/" + slug());
  }
}
