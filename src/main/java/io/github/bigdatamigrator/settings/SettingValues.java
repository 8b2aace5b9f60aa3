package io.github.bigdatamigrator.settings;

import io.github.bigdatamigrator.error.MigratorException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Pattern;

/** Checks values against the kind of their setting. */
public final class SettingValues {
    private static final Pattern WHOLE_NUMBER = Pattern.compile("[1-9]\\d{0,9}");
    private static final Pattern MASTER =
            Pattern.compile("local|local\\[(\\*|[1-9]\\d{0,3})(\\s*,\\s*\\d+)?]|local-cluster\\[\\d+,\\d+,\\d+]"
                    + "|spark://[^\\s/:]+:\\d+(,[^\\s/:]+:\\d+)*|yarn|k8s://\\S+");

    private SettingValues() {}

    /**
     * Returns the value in its normal form, or throws BAD_INPUT with the place where it was set; a secret is not shown.
     */
    public static String checked(Setting setting, String value, String place) {
        boolean valid = switch (setting.kind()) {
            case TEXT -> value.chars().noneMatch(Character::isISOControl);
            case URL -> isUrl(value);
            case SECRET -> value.chars().allMatch(c -> c > ' ' && c < 127);
            case FLAG -> value.equalsIgnoreCase("true") || value.equalsIgnoreCase("false");
            case NUMBER -> WHOLE_NUMBER.matcher(value).matches() && Long.parseLong(value) <= Integer.MAX_VALUE;
            case LEVEL -> value.matches("[0-3]");
            case MASTER -> MASTER.matcher(value).matches();
        };
        if (!valid) {
            String shown = setting.secret() ? "a value that is not shown" : "'" + value + "'";
            throw MigratorException.badInput(
                    place + " is " + shown + "; expected " + setting.expected() + ". " + setting.meaning() + ".");
        }
        return setting.kind() == Setting.Kind.FLAG ? value.toLowerCase(Locale.ROOT) : value;
    }

    /** Accepts any path, since some servers do not use /v1; {@code doctor} checks whether the address answers. */
    private static boolean isUrl(String value) {
        try {
            URI uri = new URI(value);
            String scheme = uri.getScheme();
            return ("http".equalsIgnoreCase(scheme) || "https".equalsIgnoreCase(scheme))
                    && uri.getHost() != null
                    && uri.getUserInfo() == null
                    && uri.getPort() <= 65535
                    && uri.getRawQuery() == null
                    && uri.getRawFragment() == null;
        } catch (URISyntaxException e) {
            return false;
        }
    }
}
