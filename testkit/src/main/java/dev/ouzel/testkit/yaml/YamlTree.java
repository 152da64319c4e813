package dev.ouzel.testkit.yaml;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;

/** Makes values of what a YAML parser finds. */
final class YamlTree {
  /** How deep lists and maps may stand within each other. */
  private static final int DEEPEST = 16;

  private final String file;
  private final Iterator<Event> events;

  YamlTree(String file, Iterator<Event> events) {
    this.file = file;
    this.events = events;
  }

  /** The only document. */
  YamlValue document() {
    events.next();
    if (events.next().getEventId() == Event.ID.StreamEnd) {
      throw new IllegalArgumentException(file + " is empty");
    }
    YamlValue document = value(events.next(), DEEPEST);
    events.next();
    Event after = events.next();
    if (after.getEventId() != Event.ID.StreamEnd) {
      throw place(after).mistake("the file has more than one document; leave '---' out");
    }
    return document;
  }

  private YamlValue value(Event event, int deeper) {
    Place place = place(event);
    if (deeper == 0) {
      throw place.mistake("lists and maps stand more than " + DEEPEST + " deep within each other");
    }
    if (event instanceof NodeEvent node && node.getAnchor().isPresent()) {
      throw place.mistake("anchors and aliases (& and *) are not read; put the text in quotes");
    }
    if (isTagged(event)) {
      throw place.mistake("tags (!) are not read; put the text in quotes");
    }
    return switch (event.getEventId()) {
      case SequenceStart -> list(place, deeper - 1);
      case MappingStart -> map(place, deeper - 1);
      default -> new YamlText(place, ((ScalarEvent) event).getValue());
    };
  }

  private static boolean isTagged(Event event) {
    return (event instanceof ScalarEvent scalar && scalar.getTag().isPresent())
        || (event instanceof CollectionStartEvent start && start.getTag().isPresent());
  }

  private YamlList list(Place place, int deeper) {
    List<YamlValue> values = new ArrayList<>();
    for (Event event = events.next();
        event.getEventId() != Event.ID.SequenceEnd;
        event = events.next()) {
      values.add(value(event, deeper));
    }
    return new YamlList(place, values);
  }

  private YamlMap map(Place place, int deeper) {
    Map<YamlText, YamlValue> entries = new LinkedHashMap<>();
    for (Event event = events.next();
        event.getEventId() != Event.ID.MappingEnd;
        event = events.next()) {
      YamlText key = value(event, deeper).asText();
      if (entries.keySet().stream().anyMatch(other -> other.text().equals(key.text()))) {
        throw key.place().mistake("the key '" + key.text() + "' stands here twice");
      }
      entries.put(key, value(events.next(), deeper));
    }
    return new YamlMap(place, entries);
  }

  private Place place(Event event) {
    return YamlFile.place(file, event.getStartMark());
  }
}
