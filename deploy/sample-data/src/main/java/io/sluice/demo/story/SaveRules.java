package io.sluice.demo.story;

import io.sluice.demo.rules.RuleSets;
import io.sluice.quality.sdk.client.GateException;
import io.sluice.quality.sdk.client.RuleSetVersion;
import java.util.ArrayList;
import java.util.List;

/** Saves the rule sets; each makes a gate of its name. */
final class SaveRules implements Step {

  @Override
  public String title() {
    return "Save the rules; every rule set is a gate";
  }

  @Override
  public void run(Stage stage) throws Exception {
    List<String> names = new ArrayList<>(RuleSets.SALES);
    if (!stage.options().offline()) {
      names.addAll(RuleSets.REFERENCES);
    }
    for (String name : names) {
      String text = RuleSets.text(name, stage.datasets());
      RuleSetVersion saved = stage.stewardGates().putRuleSet(name, text, false);
      long rules = text.lines().filter(line -> line.startsWith("  - ")).count();
      stage.narrator().say(name + ": " + rules + " rules, version " + saved.version());
    }
    for (String name : names) {
      stage.gates().ruleSet(name, null);
    }
    verifyPipelineMayNotEdit(stage, names.get(0));
    stage
        .narrator()
        .verified(
            names.size()
                + " gates are ready; the pipeline's token may ask them but not change rules");
  }

  private static void verifyPipelineMayNotEdit(Stage stage, String name) throws Exception {
    String text = RuleSets.text(name, stage.datasets());
    try {
      stage.gates().putRuleSet(name, text, false);
    } catch (GateException refused) {
      StoryFailure.unless(
          refused.kind() == GateException.Kind.NOT_ALLOWED,
          "the pipeline's token should be refused with 403, not: " + refused.getMessage());
      return;
    }
    throw new StoryFailure("the pipeline's token could change the rules of " + name);
  }
}
