package io.sluice.lineage.event;

/** Thrown when a JSON tree is no OpenLineage event or does not say what it is about. */
public final class NotAnEventException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String code;
  private final String pointer;

  /**
   * Names the fault and its place.
   *
   * @param code UNPARSEABLE, NOT_AN_EVENT or MISSING_IDENTITY
   * @param pointer the JSON pointer of the place
   * @param message what is wrong, for a person
   */
  public NotAnEventException(String code, String pointer, String message) {
    super(message);
    this.code = code;
    this.pointer = pointer;
  }

  /** What is wrong, stable and in capitals. */
  public String code() {
    return code;
  }

  /** The JSON pointer of the place. */
  public String pointer() {
    return pointer;
  }
}
