package io.github.bigdatamigrator.relationship;

import java.util.List;
import java.util.Map;
import java.util.Set;

/** Lists the words that have a meaning in names of columns and tables of any domain, in several languages. */
final class SchemaVocabulary {
    /** Words that mark an identifier or a reference and have no other meaning. */
    static final Set<String> IDENTIFIERS = words("""
        id ids key no nr nro num number code fk pk ref sk uuid guid oid cd nbr identifier ident idx handle nummer
        schluessel schlussel kennung kuerzel kurzel kennzeichen codigo cod clave numero codice matricola cle cislo kod
        numer kode kodu nomor klic chave nim\
        """);

    /** Identifier words that are also written in front: {@code id_cliente}, {@code fk_order}. */
    static final Set<String> LEADING = words("""
        id fk pk ref cod codigo codice code key sk clave kod kode cle nr num no\
        """);

    /** Of the leading ones, those that also mean “how many”, when several things are named: {@code num_rooms}. */
    static final Set<String> COUNTING = words("nr num no number numero nbr count anzahl total qty quantity");
    /** Identifier words that often number or label things without a table of their own. */
    static final Set<String> LABELS = words("number num no nr nro nbr nummer numero code cd codigo cod codice");

    static final Set<String> ORDINALS = words("""
        line seq sequence position pos ordinal row lfd zeile linenumber rank version linea ligne riga index round lap
        stint\
        """);

    /** Names that can only be their own table's key, wherever they occur. */
    static final Set<String> PLAIN_KEYS = words("id pk key uuid guid oid");

    static final Set<String> GLOBAL = words("uuid guid rowguid");
    /** Identifier words that also precede a role within a name: {@code person_id_to}. */
    static final Set<String> INNER = words("id fk uuid guid");
    /** Columns that hold the names of a table's rows. */
    static final Set<String> LABELLING = words("""
        name title label caption bezeichnung titel nombre nom nome naam nazwa nazev navn namn isim\
        """);

    /** Words at the end of a name that mark a reference. */
    static final Set<String> REFERRING = words("by to via from of durch von fur por par od przez");
    /** Names that mark a reference in one word. */
    static final Set<String> RELATIONS = words("reportsto belongsto createdby updatedby modifiedby");

    static final Set<String> JOINING = words("of the de del der des di da do du la le el and to for");
    /** Words for the kind of a table and not for its topic; dropped where another word remains. */
    static final Set<String> TABLE_KINDS = words("""
        tbl tb tab table tabelle tabla dim fact fct stg raw mst master data export dump csv t d f info
        dimension lookup view vw vista ansicht v lkp lu ref tmp\
        """);

    /** Names of the two ends of a link. */
    static final Set<String> ENDS = words("""
        end side node member part element link vertex point item first second third left right source target from to one
        two a b x y\
        """);

    /** Words for tables of pairs. */
    static final Set<String> LINKS = words("""
        link pair edge arc connection relation relationship association match friend friendship mapping map
        bond tie\
        """);

    /** Words for a day, and for tables that list days. */
    static final Set<String> CALENDARS = words("""
        calendar date day kalender datum tag calendario fecha dia calendrier jour giorno data kalendarz\
        """);

    /** Nouns that end in an s in singular too. */
    static final Set<String> ONE_FORM = words("series species news means");

    static final Set<String> VIEWS = words("v vw view vista vue ansicht sicht mv");
    static final Set<String> COPIES = words("""
        copy bak backup old hist history archive archived snapshot tmp temp kopie alt historie archiv audit aud prev
        previous staging stg raw clone version log copia\
        """);

    static final Set<String> SUPERIORS = words("""
        manager parent supervisor boss superior chief leader head mentor report reportsto reports mgr vorgesetzter
        leiter eltern ubergeordnet uebergeordnet ober base root previous prev original reply predecessor successor
        next vorganger vorgaenger mother father mutter vater madre dam sire spouse jefe padre chef responsable
        superieur capo responsabile chefe pai gerente przelozony szef rodzic nadrzedny nadrizeny rodic vedouci
        leidinggevende baas overordnad forelder yonetici ancestor duplicate merged replaces replaced related linked\
        """);

    static final Set<String> PEOPLE = words("""
        employee staff person people user member account worker agent mitarbeiter benutzer angestellter personal
        personnel emp contact human persona empleado employe utilisateur usuario dipendente funcionario player athlete
        professor teacher doctor pracownik osoba zamestnanec medewerker\
        """);

    /** Columns that only tables of people have. */
    static final Set<String> PERSON_NAMES = words("""
        firstname lastname surname forename givenname familyname middlename vorname nachname familienname prenom cognome
        apellido nazwisko prijmeni achternaam voornaam\
        """);

    static final Set<String> PERSON_ROLES = words("""
        manager rep representative supervisor author owner assignee creator editor reviewer salesperson by contact
        boss seller buyer leiter bearbeiter ersteller sender receiver recipient responsible approver requester
        reporter operator head leader advisor mentor mgr admin assigned technician host guest verkaufer betreuer coach
        teacher instructor doctor driver pilot chair winner loser captain opponent champion bowler striker keeper
        scorer pcp substitute deputy patron debtor creditor tenant landlord vertreter stellvertreter\
        """);

    static final Set<String> PLACES = words("""
        place location city town port harbour harbor airport station stop zone area region country warehouse depot
        terminal site node hub district state province ort stadt hafen flughafen bahnhof haltestelle lager standort
        ciudad puerto estacion aeropuerto ville gare lieu citta stazione\
        """);

    static final Set<String> PLACE_ROLES = words("""
        origin destination dest departure arrival source target capital birthplace hometown headquarters hq pickup
        dropoff herkunft ziel abfahrt ankunft hauptstadt origen destino origine depart arrivee capitale partenza\
        """);

    static final Map<String, String> IRREGULAR = Map.of(
            "people", "person",
            "persons", "person",
            "children", "child",
            "men", "man",
            "women", "woman",
            "indices", "index",
            "criteria", "criterion",
            "analyses", "analysis",
            "buses", "bus",
            "statuses", "status");

    /** Identifier suffixes that are written without a separator, the longest first. */
    static final List<String> GLUED =
            List.of("schluessel nummer number numero codigo uuid guid code key num nbr id no nr sk fk cd".split(" "));

    /** Identifier prefixes that are written without a separator. */
    static final List<String> GLUED_BEFORE = List.of("codigo cod id fk nr num".split(" "));

    private SchemaVocabulary() {}

    private static Set<String> words(String text) {
        return Set.of(text.split("\\s+"));
    }
}
