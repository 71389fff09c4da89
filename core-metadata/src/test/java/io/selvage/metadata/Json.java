package io.selvage.metadata;

/** Requests as JSON with single quotes for double ones. */
final class Json {

    private Json() {}

    static String json(String text) {
        return text.replace('\'', '"');
    }

    static String service(String name) {
        return json("[{'apiVersion':'v3','service':{'name':'" + name
                + "','baseAddress':'http://localhost:59900','adminState':'UNLOCKED'}}]");
    }

    /** A profile with the resource "Level" (RW) and the command "All". */
    static String profile(String name) {
        return json("[{'apiVersion':'v3','profile':{'name':'" + name + "','manufacturer':'Acme','model':'M1',"
                + "'labels':['wet'],'deviceResources':[" + resource("Level") + "],'deviceCommands':[{'name':'All',"
                + "'readWrite':'R','resourceOperations':[{'deviceResource':'Level'}]}]}}]");
    }

    static String resource(String name) {
        return json("{'name':'" + name + "','properties':{'valueType':'int16','readWrite':'RW','units':'m'}}");
    }

    static String device(String name, String more) {
        return json("[{'apiVersion':'v3','device':{'name':'" + name + "','adminState':'UNLOCKED','operatingState':'UP',"
                + "'serviceName':'virtual','profileName':'Pump','protocols':{'other':{'Port':300}}" + more + "}}]");
    }

    static String update(String key, String fields) {
        return json("[{'apiVersion':'v3','" + key + "':{" + fields + "}}]");
    }
}
