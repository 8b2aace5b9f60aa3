package io.github.bigdatamigrator.cli;

import java.lang.reflect.Constructor;
import java.util.Arrays;
import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/** Makes the commands; those that want a {@link Shell} get this run's. */
final class Commands implements IFactory {
    private final Shell shell;

    Commands(Shell shell) {
        this.shell = shell;
    }

    @Override
    public <K> K create(Class<K> type) throws Exception {
        boolean wantsShell = Arrays.stream(type.getDeclaredConstructors())
                .anyMatch(constructor -> Arrays.equals(constructor.getParameterTypes(), new Class<?>[] {Shell.class}));
        if (!wantsShell) {
            return CommandLine.defaultFactory().create(type);
        }
        Constructor<K> constructor = type.getDeclaredConstructor(Shell.class);
        return constructor.newInstance(shell);
    }
}
