package dev.quintet.local.load;

import java.util.random.RandomGenerator;

/** The checks of all services. */
final class EndpointChecks {

    private EndpointChecks() {}

    static void run(CheckList list, LoadCaller caller, RandomGenerator random) throws InterruptedException {
        PatientCaller patient = new PatientCaller(caller);
        new DoorChecks(list, patient, caller.client(), random).run();
        new LookupChecks(list, patient, random).run();
        new TaskChecks(list, patient, caller.gateway(), random).run();
        new BadgeChecks(list, patient, random).run();
        new WorkloadChecks(list, patient).run();
        new AnomalyChecks(list, patient).run();
    }
}
