package io.sluice.lineage.dataset;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * What changed from one schema to the next. A field within another is written with dots.
 *
 * @param added fields that are new
 * @param removed fields that are gone
 * @param typeChanged fields whose type is another
 * @param renamed pairs that look like one field with a new name: a guess; they are listed among the
 *     added and the removed too
 */
public record SchemaDiff(
    List<String> added, List<String> removed, List<TypeChange> typeChanged, List<Rename> renamed) {

  private static final int MAX_DEPTH = 50;
  private static final int MAX_GUESSED = 200;

  /** Copies the lists. */
  public SchemaDiff {
    added = List.copyOf(added);
    removed = List.copyOf(removed);
    typeChanged = List.copyOf(typeChanged);
    renamed = List.copyOf(renamed);
  }

  /** A field whose type is another. */
  public record TypeChange(String field, String before, String after) {}

  /**
   * What may be a rename.
   *
   * @param because why it looks so: SPELLING (the same letters and digits), POSITION (the same
   *     place and type)
   */
  public record Rename(String before, String after, String because) {}

  /** Where and of what type a field is. */
  private record Field(int place, String type) {}

  /** Compares two lists of fields, {@code [{"name","type","fields"}]}. */
  public static SchemaDiff between(JsonNode before, JsonNode after) {
    Map<String, Field> old = new LinkedHashMap<>();
    Map<String, Field> now = new LinkedHashMap<>();
    flatten("", before, old, 0);
    flatten("", after, now, 0);
    List<String> added = now.keySet().stream().filter(name -> !old.containsKey(name)).toList();
    List<String> removed = old.keySet().stream().filter(name -> !now.containsKey(name)).toList();
    List<TypeChange> changed = new ArrayList<>();
    now.forEach(
        (name, field) -> {
          Field was = old.get(name);
          if (was != null && !was.type.equals(field.type)) {
            changed.add(new TypeChange(name, was.type, field.type));
          }
        });
    return new SchemaDiff(added, removed, changed, renames(added, removed, old, now));
  }

  private static void flatten(String prefix, JsonNode fields, Map<String, Field> sink, int depth) {
    if (depth > MAX_DEPTH) {
      return;
    }
    int place = 0;
    for (JsonNode field : fields) {
      String name = prefix + field.path("name").asText();
      sink.putIfAbsent(name, new Field(place++, field.path("type").asText()));
      flatten(name + ".", field.path("fields"), sink, depth + 1);
    }
  }

  private static List<Rename> renames(
      List<String> added, List<String> removed, Map<String, Field> old, Map<String, Field> now) {
    if (added.size() > MAX_GUESSED || removed.size() > MAX_GUESSED) {
      return List.of();
    }
    List<Rename> guesses = new ArrayList<>();
    for (String gone : removed) {
      for (String fresh : added) {
        Field was = old.get(gone);
        Field is = now.get(fresh);
        if (was == null || is == null || !parent(gone).equals(parent(fresh))) {
          continue;
        }
        if (letters(gone).equals(letters(fresh))) {
          guesses.add(new Rename(gone, fresh, "SPELLING"));
        } else if (was.equals(is)) {
          guesses.add(new Rename(gone, fresh, "POSITION"));
        }
      }
    }
    guesses.sort(
        Comparator.comparing((Rename guess) -> guess.because.equals("POSITION"))
            .thenComparing(Rename::before)
            .thenComparing(Rename::after));
    Set<String> taken = new HashSet<>();
    List<Rename> renames = new ArrayList<>();
    for (Rename guess : guesses) {
      if (!taken.contains("-" + guess.before) && !taken.contains("+" + guess.after)) {
        taken.add("-" + guess.before);
        taken.add("+" + guess.after);
        renames.add(guess);
      }
    }
    return renames;
  }

  private static String parent(String field) {
    return field.substring(0, field.lastIndexOf('.') + 1);
  }

  private static String letters(String field) {
    StringBuilder letters = new StringBuilder();
    field
        .toLowerCase(Locale.ROOT)
        .codePoints()
        .filter(Character::isLetterOrDigit)
        .forEach(letters::appendCodePoint);
    return letters.toString();
  }
}
