package io.selvage.box;

import io.selvage.service.EdgeServices;
import java.util.Arrays;
import java.util.List;

/** The commands of {@code ./selvage} that need a JVM: {@code up}, {@code status}, {@code down} and {@code service}. */
public final class Box {

    private Box() {}

    /** Runs the command that the first argument names; exits with 1 and one sentence where it cannot be done. */
    public static void main(String[] args) {
        var terminal = Terminal.standard();
        try {
            run(
                    args.length == 0 ? "up" : args[0],
                    Arrays.asList(args).subList(Math.min(1, args.length), args.length),
                    terminal);
        } catch (BoxFailure e) {
            terminal.print("selvage: " + e.sentence());
            Runtime.getRuntime().halt(1);
        }
    }

    private static void run(String command, List<String> args, Terminal terminal) {
        if (command.equals("service")) {
            runOnItsOwn(args);
            return;
        }
        var options = BoxOptions.parse(args);
        switch (command) {
            case "up" -> {
                if (options.detach()) {
                    new DetachedBox(options, terminal).start(args);
                } else {
                    new Up(options, terminal).run();
                }
            }
            case "status" -> new DetachedBox(options, terminal).status();
            case "down" -> new DetachedBox(options, terminal).stop();
            default -> throw new BoxFailure("'" + command + "' is no command: up, status, down and service are");
        }
    }

    private static void runOnItsOwn(List<String> args) {
        var key = args.isEmpty() ? "" : args.getFirst();
        var service = BoxPlan.SERVICES.stream()
                .filter(one -> one.key().equals(key))
                .findFirst()
                .orElseThrow(() ->
                        new BoxFailure("'" + key + "' is no service: " + String.join(", ", BoxPlan.keys()) + " are"));
        EdgeServices.run(service.application(), args.subList(1, args.size()).toArray(String[]::new));
    }
}
