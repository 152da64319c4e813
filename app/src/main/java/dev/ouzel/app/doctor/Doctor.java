package dev.ouzel.app.doctor;

import dev.ouzel.app.config.Mistake;
import dev.ouzel.app.wiring.Opened;
import dev.ouzel.app.wiring.Wiring;
import dev.ouzel.http.XClient;
import dev.ouzel.http.XClientSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * Looks at all that an ingest needs, as far as that can be done without changing anything. What
 * depends on nothing else is looked at at the same time.
 */
public final class Doctor {
  private final Machine machine;

  /** A doctor for this machine. */
  public Doctor() {
    this(new Machine());
  }

  Doctor(Machine machine) {
    this.machine = machine;
  }

  /** What was found, in the order in which things depend on each other. Takes at most a minute. */
  public List<Finding> examine(Patient patient) {
    try (Rounds rounds = new Rounds()) {
      List<CompletableFuture<Finding>> local = local(rounds, patient);
      List<Finding> findings = new ArrayList<>();
      try {
        XClientSettings access = patient.access().get();
        findings.add(Finding.ok("settings", "X is at " + access.baseUri()));
        findings.addAll(atX(rounds, patient, access));
      } catch (Mistake mistake) {
        findings.add(Finding.problem("settings", mistake.getMessage(), "see: ouzel doctor --help"));
        Stream.of("names", "connection", "tls", "token", "clock", "rules", "slots")
            .map(check -> Finding.unchecked(check, "the settings do not say how to reach X"))
            .forEach(findings::add);
      }
      local.stream().map(CompletableFuture::join).forEach(findings::add);
      return List.copyOf(findings);
    }
  }

  private List<CompletableFuture<Finding>> local(Rounds rounds, Patient patient) {
    List<CompletableFuture<Finding>> checks = new ArrayList<>();
    for (String uri : patient.destination().sinks()) {
      checks.add(rounds.begin("sink", () -> SinkChecks.sink(uri)));
    }
    patient
        .destination()
        .spool()
        .ifPresent(
            spool -> checks.add(rounds.begin("spool", () -> SinkChecks.spool(spool.file()))));
    DiskCheck disk = new DiskCheck(machine, patient.destination());
    checks.add(rounds.begin("disk", disk::finding));
    checks.add(rounds.begin("files", () -> FilesCheck.finding(machine)));
    return checks;
  }

  private List<Finding> atX(Rounds rounds, Patient patient, XClientSettings access) {
    try (Opened<XClient> x = Wiring.x(access)) {
      WayChecks way = new WayChecks(x.part(), access, machine);
      AccountChecks account = new AccountChecks(x.part(), patient);
      CompletableFuture<Finding> names = rounds.begin("names", way::names);
      CompletableFuture<Finding> connection = rounds.after(names, "connection", way::connection);
      CompletableFuture<Finding> tls = rounds.after(connection, "tls", way::tls);
      CompletableFuture<Finding> token = rounds.after(tls, "token", way::token);
      return Stream.of(
              names,
              connection,
              tls,
              token,
              rounds.after(tls, "clock", way::clock),
              rounds.after(token, "rules", account::rules),
              rounds.after(token, "slots", account::slots))
          .map(CompletableFuture::join)
          .toList();
    }
  }
}
