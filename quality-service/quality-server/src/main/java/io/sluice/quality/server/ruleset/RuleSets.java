package io.sluice.quality.server.ruleset;

import io.sluice.access.Caller;
import io.sluice.catalog.model.DatasetId;
import io.sluice.catalog.model.Schema;
import io.sluice.quality.check.Checker;
import io.sluice.quality.compile.CompiledRules;
import io.sluice.quality.rule.Fault;
import io.sluice.quality.rule.RuleSet;
import io.sluice.quality.rule.RuleSetReader;
import io.sluice.quality.rule.RuleSyntaxException;
import io.sluice.quality.server.catalog.CatalogClient;
import io.sluice.quality.server.catalog.CatalogDataset;
import io.sluice.quality.server.catalog.CatalogUnavailableException;
import io.sluice.quality.server.catalog.Ownership;
import io.sluice.quality.server.settings.Checkers;
import io.sluice.quality.server.settings.GateSettings;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Saves rule sets: what cannot be right is refused, what cannot be checked yet is noted. */
@ApplicationScoped
public class RuleSets {

  private final RuleSetStore store;
  private final CatalogClient catalog;
  private final Ownership ownership;
  private final Checkers checkers;
  private final GateSettings settings;
  private final Clock clock;
  private final RuleSetReader reader = new RuleSetReader();

  /** Works with the given parts. */
  @Inject
  public RuleSets(
      RuleSetStore store,
      CatalogClient catalog,
      Ownership ownership,
      Checkers checkers,
      GateSettings settings,
      Clock clock) {
    this.store = store;
    this.catalog = catalog;
    this.ownership = ownership;
    this.checkers = checkers;
    this.settings = settings;
    this.clock = clock;
  }

  /** What became of a document. */
  public sealed interface Saving {

    /**
     * It is kept.
     *
     * @param version the version it is
     * @param isNew whether that version is new
     */
    record Kept(RuleSetVersion version, boolean isNew) implements Saving {}

    /**
     * It is wrong.
     *
     * @param faults what is wrong, and where
     */
    record Faulty(List<Fault> faults) implements Saving {}

    /**
     * The caller does not own what it is about.
     *
     * @param dataset what it is about
     */
    record NotOwner(@Nullable DatasetId dataset) implements Saving {}

    /**
     * The caller's token is confined to other datasets.
     *
     * @param dataset what it is about
     */
    record OutOfScope(@Nullable DatasetId dataset) implements Saving {}

    /**
     * The caller's token is confined to datasets, and these files are not known to be theirs.
     *
     * @param dataset what the rules are about
     */
    record ForeignSource(@Nullable DatasetId dataset) implements Saving {}

    /**
     * Another version was saved meanwhile.
     *
     * @param current that version's number
     */
    record Outdated(int current) implements Saving {}
  }

  /**
   * Saves a document as the next version of a rule set.
   *
   * @param name the rule set
   * @param text the document
   * @param mediaType its type
   * @param seen the version that the caller changed, if it says so
   * @param caller who saves it
   * @throws CatalogUnavailableException if the caller's ownership cannot be established
   */
  public Saving save(
      String name, String text, String mediaType, @Nullable Integer seen, Caller caller) {
    RuleSet rules;
    try {
      rules = reader.read(text);
    } catch (RuleSyntaxException e) {
      return new Saving.Faulty(e.faults());
    }
    boolean otherName = rules.name() != null && !rules.name().equals(name);
    boolean suite = reader.isSuite(text);
    if (otherName && !suite) {
      return new Saving.Faulty(
          List.of(
              new Fault(
                  "/ruleset",
                  0,
                  0,
                  "the document is of rule set '"
                      + rules.name()
                      + "', the path says '"
                      + name
                      + "'",
                  "name both alike, or leave the name out of the document")));
    }
    Optional<Saving> refusal = refusal(name, rules.dataset(), caller);
    if (refusal.isPresent()) {
      return refusal.get();
    }
    // A confined token could read anybody's files through rules over its own dataset.
    if (caller.datasets().isPresent() && !ownership.locates(rules.dataset(), rules.source())) {
      return new Saving.ForeignSource(rules.dataset());
    }
    List<String> warnings = new ArrayList<>();
    if (otherName) {
      warnings.add("the suite is called '" + rules.name() + "'; it is kept as '" + name + "'");
    }
    List<Fault> faults = check(rules, warnings);
    if (!faults.isEmpty()) {
      return new Saving.Faulty(faults);
    }
    RuleSetVersion next =
        new RuleSetVersion(
            name, 1, text, mediaType, rules.dataset(), warnings, clock.instant(), caller.subject());
    return saved(store.save(next, seen));
  }

  private static Saving saved(RuleSetStore.Kept kept) {
    if (kept instanceof RuleSetStore.Kept.Saved saved) {
      return new Saving.Kept(saved.version(), true);
    }
    if (kept instanceof RuleSetStore.Kept.Unchanged unchanged) {
      return new Saving.Kept(unchanged.version(), false);
    }
    return new Saving.Outdated(((RuleSetStore.Kept.Outdated) kept).current());
  }

  /** Both the dataset that the gate guards now and the one it is to guard must be the caller's. */
  private Optional<Saving> refusal(String name, @Nullable DatasetId next, Caller caller) {
    List<@Nullable DatasetId> touched = new ArrayList<>();
    touched.add(next);
    store.current(name).ifPresent(current -> touched.add(current.dataset()));
    for (DatasetId dataset : touched) {
      if (!Ownership.inScope(caller, dataset)) {
        return Optional.of(new Saving.OutOfScope(dataset));
      }
      if (!ownership.owns(caller, dataset)) {
        return Optional.of(new Saving.NotOwner(dataset));
      }
    }
    return Optional.empty();
  }

  private List<Fault> check(RuleSet rules, List<String> warnings) {
    @Nullable Schema schema = schema(rules.dataset(), warnings);
    try (Checker checker = checkers.checker(settings.checkTimeLimit())) {
      CompiledRules compiled = checker.compile(rules.rules(), schema);
      warnings.addAll(compiled.warnings());
      return compiled.refusals();
    }
  }

  private @Nullable Schema schema(@Nullable DatasetId dataset, List<String> warnings) {
    if (dataset == null) {
      warnings.add(
          "the rule set names no dataset: its halts do not travel and its rules are typed at each"
              + " evaluation");
      return null;
    }
    try {
      Optional<Schema> schema = catalog.find(dataset).flatMap(CatalogDataset::schema);
      if (schema.isEmpty()) {
        warnings.add(
            "the catalog has no schema of "
                + dataset
                + " yet: the rules are typed at the first evaluation");
      }
      return schema.orElse(null);
    } catch (CatalogUnavailableException e) {
      warnings.add(
          "the schema of "
              + dataset
              + " could not be looked up ("
              + e.getMessage()
              + "): the rules are typed at the first evaluation");
      return null;
    }
  }
}
