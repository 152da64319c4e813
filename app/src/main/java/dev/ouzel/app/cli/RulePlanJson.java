package dev.ouzel.app.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ouzel.app.config.RuleFault;
import dev.ouzel.app.rules.RulePlan;
import dev.ouzel.app.rules.RulesAtX.Order;
import dev.ouzel.rule.Rule;
import dev.ouzel.rule.RuleCounts;
import dev.ouzel.rule.RuleDiff;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Rules, and what is to be done to them, as JSON on one line. */
final class RulePlanJson {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private RulePlanJson() {}

  static String write(RulePlan plan) {
    RuleDiff diff = plan.diff();
    ObjectNode document = MAPPER.createObjectNode();
    ArrayNode add = document.putArray("add");
    diff.add().forEach(rule -> put(add.addObject(), rule.value(), rule.tag()));
    ArrayNode delete = document.putArray("delete");
    diff.delete().forEach(rule -> put(delete.addObject(), rule));
    ArrayNode retag = document.putArray("retag");
    for (RuleDiff.Retag rule : diff.retag()) {
      ObjectNode node = retag.addObject();
      put(node, rule.held());
      rule.wanted().tag().ifPresent(tag -> node.put("new_tag", tag));
    }
    ArrayNode keep = document.putArray("keep");
    diff.keep().forEach(rule -> put(keep.addObject(), rule));
    write(plan.counts(), document.putObject("counts"));
    write(plan.mistakes(), document.putArray("mistakes"));
    write(plan.refusals(), document.putArray("refusals"));
    document.put("validated", plan.isValidated());
    plan.obstacle(Order.ADD_FIRST).ifPresent(words -> document.put("obstacle", words));
    return document.toString();
  }

  static String write(RuleCounts counts) {
    ObjectNode document = MAPPER.createObjectNode();
    write(counts, document);
    return document.toString();
  }

  private static void write(RuleCounts counts, ObjectNode node) {
    put(node, "app_rules", counts.ofApp());
    put(node, "app_cap", counts.capOfApp());
    put(node, "project_rules", counts.ofProject());
    put(node, "project_cap", counts.capOfProject());
    put(node, "room", counts.room());
  }

  private static void write(List<RuleFault> faults, ArrayNode array) {
    faults.forEach(fault -> array.add(fault.sentence()));
  }

  private static void put(ObjectNode node, Rule rule) {
    node.put("id", rule.id());
    put(node, rule.value(), rule.tag());
  }

  private static void put(ObjectNode node, String value, Optional<String> tag) {
    tag.ifPresent(text -> node.put("tag", text));
    node.put("value", value);
  }

  private static void put(ObjectNode node, String name, OptionalInt number) {
    number.ifPresent(present -> node.put(name, present));
  }
}
