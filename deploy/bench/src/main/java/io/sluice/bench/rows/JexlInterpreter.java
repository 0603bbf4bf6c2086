package io.sluice.bench.rows;

import io.sluice.bench.measure.Contestant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import org.apache.commons.jexl3.JexlBuilder;
import org.apache.commons.jexl3.JexlEngine;
import org.apache.commons.jexl3.JexlScript;
import org.apache.commons.jexl3.MapContext;
import org.apache.commons.jexl3.introspection.JexlPermissions;
import org.jspecify.annotations.Nullable;

/**
 * Commons JEXL as it is meant to be used where it must be fast: parsed once, the columns as
 * parameters (which it keeps in a frame, so that no name is looked up for a row).
 */
final class JexlInterpreter implements Contestant {

  private final HotRows rows;
  private final int passes;
  private final List<JexlScript> scripts = new ArrayList<>();

  JexlInterpreter(HotRows rows, List<String> predicates, int passes) {
    this.passes = passes;
    this.rows = rows;
    JexlEngine engine =
        new JexlBuilder()
            .permissions(JexlPermissions.RESTRICTED)
            .strict(true)
            .silent(false)
            .cache(64)
            .create();
    for (String predicate : predicates) {
      scripts.add(engine.createScript(predicate, rows.names()));
    }
  }

  @Override
  public String name() {
    return "Commons JEXL, interpreted";
  }

  @Override
  public SortedMap<String, String> run() {
    Truths truths = new Truths(scripts.size());
    MapContext context = new MapContext();
    for (int pass = 0; pass < passes; pass++) {
      for (@Nullable Object[] row : rows.rows()) {
        for (int i = 0; i < scripts.size(); i++) {
          truths.count(i, (Boolean) scripts.get(i).execute(context, row));
        }
      }
    }
    return truths.figures();
  }
}
