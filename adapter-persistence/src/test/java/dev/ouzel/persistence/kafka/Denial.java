package dev.ouzel.persistence.kafka;

import dev.ouzel.servers.Broker;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.acl.AccessControlEntry;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourcePattern;
import org.apache.kafka.common.resource.ResourceType;

/** Keeps everybody from doing something with a resource of a broker, until it is ended. */
record Denial(Broker broker, AclBinding binding) {
  static Denial ofWriting(Broker broker, String topic) {
    return of(broker, new ResourcePattern(ResourceType.TOPIC, topic, PatternType.LITERAL));
  }

  static Denial of(Broker broker, ResourcePattern resource) {
    AccessControlEntry nobody =
        new AccessControlEntry("User:*", "*", AclOperation.WRITE, AclPermissionType.DENY);
    AclBinding binding = new AclBinding(resource, nobody);
    try (Admin admin = broker.admin()) {
      admin.createAcls(List.of(binding)).all().toCompletionStage().toCompletableFuture().join();
    }
    return new Denial(broker, binding);
  }

  void end() {
    try (Admin admin = broker.admin()) {
      admin
          .deleteAcls(List.of(binding.toFilter()))
          .all()
          .toCompletionStage()
          .toCompletableFuture()
          .join();
    }
  }
}
