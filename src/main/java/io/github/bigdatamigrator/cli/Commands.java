package io.github.bigdatamigrator.cli;

import java.lang.reflect.Constructor;
import java.util.Arrays;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Makes the commands; those that want a {@link CommandContext} get this run's. */
final class Commands implements IFactory {
    private final CommandContext shell;

    Commands(CommandContext shell) {
        this.shell = shell;
    }

    @Override
    public <K> K create(Class<K> type) throws Exception {
        boolean wantsShell = Arrays.stream(type.getDeclaredConstructors())
                .anyMatch(constructor ->
                        Arrays.equals(constructor.getParameterTypes(), new Class<?>[] {CommandContext.class}));
        if (!wantsShell) {
            return CommandLine.defaultFactory().create(type);
        }
        Constructor<K> constructor = type.getDeclaredConstructor(CommandContext.class);
        return constructor.newInstance(shell);
    }
}
