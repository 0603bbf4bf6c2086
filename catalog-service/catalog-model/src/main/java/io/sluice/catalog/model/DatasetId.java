package io.sluice.catalog.model;

/**
 * The identity of a dataset as OpenLineage names it: a namespace (the data source) and a name
 * within it.
 *
 * @param namespace the source, 1 to {@value #MAX_LENGTH} characters, for example {@code
 *     s3://bucket}
 * @param name the name within the source, 1 to {@value #MAX_LENGTH} characters
 */
public record DatasetId(String namespace, String name) implements Comparable<DatasetId> {

  /** The longest namespace or name that is accepted, in characters. */
  public static final int MAX_LENGTH = 1024;

  /**
   * Checks both parts.
   *
   * @throws IllegalArgumentException if a part is blank, too long or holds a NUL character
   */
  public DatasetId {
    requirePart("namespace", namespace);
    requirePart("name", name);
  }

  private static void requirePart(String what, String value) {
    if (value.isBlank()) {
      throw new IllegalArgumentException("dataset " + what + " must not be blank");
    }
    if (value.length() > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "dataset " + what + " is longer than " + MAX_LENGTH + " characters");
    }
    // PostgreSQL text cannot hold NUL; refusing it here keeps the fault near its cause.
    if (value.indexOf('\0') >= 0) {
      throw new IllegalArgumentException("dataset " + what + " must not contain NUL");
    }
  }

  @Override
  public int compareTo(DatasetId other) {
    int byNamespace = namespace.compareTo(other.namespace);
    return byNamespace != 0 ? byNamespace : name.compareTo(other.name);
  }

  /** The two parts joined by a slash, for messages; not meant to be parsed. */
  @Override
  public String toString() {
    return namespace.endsWith("/") ? namespace + name : namespace + "/" + name;
  }
}
