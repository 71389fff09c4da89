package io.selvage.metadata;

import static io.selvage.metadata.Json.json;

import java.util.ArrayList;
import java.util.List;

/** A valid request for each of the 42 routes, with names that others of them have. */
final class FuzzCorpus {

    /** The routes, without what is put into names. */
    static final int ROUTES = 42;

    private static final String FILE =
            "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"p.yaml\"\r\n\r\n"
                    + "name: Uploaded\nlabels: [wet, 5]\ndeviceResources:\n- name: Level\n  properties: {valueType: Int16,"
                    + " readWrite: RW, scale: 0.1}\ndeviceCommands:\n- {name: All, readWrite: R, resourceOperations:"
                    + " [{deviceResource: Level}]}\r\n--x--\r\n";

    private static final String DEVICE = json("[{'apiVersion':'v3','requestId':'6df7a4a4-8a4b-4a4e-8c4e-0d0a5b8a9a11',"
            + "'device':{'name':'pump','description':'Röhre','adminState':'UNLOCKED','operatingState':'UP',"
            + "'labels':['wet','old'],'location':{'x':[1,2.5]},'serviceName':'virtual','profileName':'Pump',"
            + "'parent':'root','autoEvents':[{'interval':'30s','onChange':true,'onChangeThreshold':0.1,"
            + "'sourceName':'Level','retention':{'maxCap':5,'minCap':1,'duration':'1h'}}],"
            + "'protocols':{'modbus':{'Address':'10.0.0.1','Port':502}},'tags':{'a':null},'properties':{'p':1}}}]");

    private static final String WATCHER = json("[{'apiVersion':'v3','provisionWatcher':{'name':'watch',"
            + "'serviceName':'virtual','labels':['wet'],'identifiers':{'host':'10.*'},'blockingIdentifiers':"
            + "{'port':['1','2']},'adminState':'UNLOCKED','discoveredDevice':{'profileName':'Pump',"
            + "'adminState':'UNLOCKED','autoEvents':[{'interval':'1s','sourceName':'Level'}],'properties':{'a':1}}}}]");

    private static final String IN_PUMP = "[{'apiVersion':'v3','profileName':'Pump',";

    private FuzzCorpus() {}

    private static FuzzRequest get(String path) {
        return new FuzzRequest("GET", "/api/v3" + path, "application/json", "");
    }

    private static FuzzRequest delete(String path) {
        return new FuzzRequest("DELETE", "/api/v3" + path, "application/json", "");
    }

    private static FuzzRequest send(String method, String path, String body) {
        return new FuzzRequest(method, "/api/v3" + path, "application/json", body);
    }

    private static FuzzRequest upload(String method) {
        return new FuzzRequest(method, "/api/v3/deviceprofile/uploadfile", "multipart/form-data; boundary=x", FILE);
    }

    static List<FuzzRequest> requests() {
        var all = new ArrayList<FuzzRequest>();
        all.addAll(devices());
        all.addAll(profiles());
        all.addAll(parts());
        all.addAll(servicesAndWatchers());
        return List.copyOf(all);
    }

    private static List<FuzzRequest> devices() {
        return List.of(
                send("POST", "/device?bypassValidation=true&force=false", DEVICE),
                send(
                        "PATCH",
                        "/device?bypassValidation=true",
                        json("[{'apiVersion':'v3','device':{'name':'pump',"
                                + "'operatingState':'DOWN','labels':['dry'],'profileName':'Pump','tags':{'b':2}}}]")),
                get("/device/all?offset=0&limit=5&labels=wet,old&descendantsOf=root&maxLevels=2"),
                get("/device/name/pump"),
                get("/device/id/6df7a4a4-8a4b-4a4e-8c4e-0d0a5b8a9a11"),
                get("/device/check/name/pump"),
                get("/device/profile/name/Pump?offset=0&limit=-1"),
                get("/device/service/name/virtual?limit=3"),
                delete("/device/name/pump"));
    }

    private static List<FuzzRequest> profiles() {
        return List.of(
                send("POST", "/deviceprofile", Json.profile("Pump")),
                send("PUT", "/deviceprofile", Json.profile("Pump")),
                upload("POST"),
                upload("PUT"),
                send(
                        "PATCH",
                        "/deviceprofile/basicinfo",
                        json("[{'apiVersion':'v3','basicinfo':{'name':'Pump',"
                                + "'manufacturer':'Acme','model':'M2','labels':['wet','new']}}]")),
                get("/deviceprofile/all?offset=1&limit=2&labels=wet"),
                get("/deviceprofile/basicinfo/all?offset=0&limit=20&labels=wet"),
                get("/deviceprofile/name/Pump"),
                get("/deviceprofile/model/M1?limit=2"),
                get("/deviceprofile/manufacturer/Acme?offset=0"),
                get("/deviceprofile/manufacturer/Acme/model/M1"),
                delete("/deviceprofile/name/Uploaded"));
    }

    private static List<FuzzRequest> parts() {
        return List.of(
                send("POST", "/deviceprofile/resource", json(IN_PUMP + "'resource':") + Json.resource("Depth") + "}]"),
                send(
                        "PATCH",
                        "/deviceprofile/resource",
                        json(IN_PUMP + "'resource':{'name':'Depth','description':'d','isHidden':true}}]")),
                delete("/deviceprofile/name/Pump/resource/Depth"),
                send(
                        "POST",
                        "/deviceprofile/deviceCommand",
                        json(IN_PUMP + "'deviceCommand':{'name':'Two',"
                                + "'readWrite':'R','resourceOperations':[{'deviceResource':'Level','defaultValue':'1',"
                                + "'mappings':{'a':'b'}}]}}]")),
                send(
                        "PATCH",
                        "/deviceprofile/deviceCommand",
                        json(IN_PUMP + "'deviceCommand':{'name':'Two','isHidden':true}}]")),
                delete("/deviceprofile/name/Pump/deviceCommand/Two"),
                send(
                        "PATCH",
                        "/deviceprofile/name/Pump/tags",
                        json("{'apiVersion':'v3','deviceResources':[{'name':"
                                + "'Level','tags':{'t':1}}],'deviceCommands':[{'name':'All','tags':{'t':[1]}}]}")),
                get("/deviceresource/profile/Pump/resource/Level"),
                get("/uom"));
    }

    private static List<FuzzRequest> servicesAndWatchers() {
        return List.of(
                send("POST", "/deviceservice", Json.service("virtual")),
                send(
                        "PATCH",
                        "/deviceservice",
                        json("[{'apiVersion':'v3','service':{'name':'virtual',"
                                + "'adminState':'LOCKED','labels':['x'],'properties':{'a':1}}}]")),
                get("/deviceservice/all?labels=x&limit=2"),
                get("/deviceservice/name/virtual"),
                delete("/deviceservice/name/virtual"),
                send("POST", "/provisionwatcher", WATCHER),
                send(
                        "PATCH",
                        "/provisionwatcher",
                        json(
                                "[{'apiVersion':'v3','provisionWatcher':{'name':'watch',"
                                        + "'adminState':'LOCKED','identifiers':{'mac':'a'},'discoveredDevice':{'properties':null}}}]")),
                get("/provisionwatcher/all?offset=0&labels=wet"),
                get("/provisionwatcher/name/watch"),
                get("/provisionwatcher/profile/name/Pump"),
                get("/provisionwatcher/service/name/virtual"),
                delete("/provisionwatcher/name/watch"));
    }
}
