package io.selvage.benchmarks;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Requests for core-metadata, as many different ones as there are numbers. */
final class MetadataDocuments {

    private MetadataDocuments() {}

    private static String json(String text) {
        return text.replace('\'', '"');
    }

    static String service(int number) {
        return json("{'apiVersion':'v3','service':{'name':'service-" + number
                + "','baseAddress':'http://localhost:59900','adminState':'UNLOCKED'}}");
    }

    /** A profile of one of 10 manufacturers, 10 models and 10 kinds. */
    static String profile(int number, int resources) {
        var parts = IntStream.range(0, resources)
                .mapToObj(resource -> json("{'name':'resource-" + resource + "','description':'a value of the kind "
                        + resource + "','properties':{'valueType':'Int16','readWrite':'RW','units':'kW',"
                        + "'minimum':-100,'maximum':100,'defaultValue':'0'},'attributes':{'primaryTable':"
                        + "'HOLDING_REGISTERS','startingAddress':" + resource + "}}"))
                .collect(Collectors.joining(","));
        return json("{'apiVersion':'v3','profile':{'name':'profile-" + number + "','manufacturer':'maker-" + number % 10
                        + "','model':'model-" + number / 10 % 10 + "','description':'for measuring','labels':['kind-"
                        + number % 10 + "'],'deviceResources':[")
                + parts
                + json("],'deviceCommands':[{'name':'all','readWrite':'R','resourceOperations':["
                        + "{'deviceResource':'resource-0'},{'deviceResource':'resource-1'}]}]}}");
    }

    static String device(int number, int profiles) {
        return json("{'apiVersion':'v3','device':{'name':'device-" + number + "','description':'for measuring',"
                + "'adminState':'UNLOCKED','operatingState':'UP','serviceName':'service-" + number % 10
                + "','profileName':'profile-" + number % profiles + "','labels':['all','floor-" + number % 10
                + "','room-" + number % 1000 + "'],'autoEvents':[{'interval':'30s','onChange':false,'sourceName':"
                + "'resource-0'}],'protocols':{'modbus-tcp':{'Address':'10.0.0." + number % 256
                + "','Port':502,'UnitID':'" + number % 100 + "'}},'tags':{'building':'north'}}}");
    }

    static String patch(int number) {
        return json("[{'apiVersion':'v3','device':{'name':'device-" + number + "','operatingState':'"
                + (number % 2 == 0 ? "UP" : "DOWN") + "','labels':['all','floor-" + number % 10 + "','room-"
                + (number + 1) % 1000 + "']}}]");
    }

    static String basicInfo(int number) {
        return json("[{'apiVersion':'v3','basicinfo':{'name':'profile-" + number + "','description':'changed'}}]");
    }

    static String lock(int number) {
        return json("[{'apiVersion':'v3','service':{'name':'service-" + number + "','adminState':'UNLOCKED'}}]");
    }

    static String yaml(String name, int resources) {
        return "name: " + name + "\nmanufacturer: maker\nmodel: large\nlabels: [large]\ndeviceResources:\n"
                + IntStream.range(0, resources)
                        .mapToObj(resource -> "- name: resource-" + resource + "\n  description: a value\n"
                                + "  attributes: {primaryTable: HOLDING_REGISTERS, startingAddress: " + resource + "}\n"
                                + "  properties: {valueType: Int16, readWrite: RW, units: kW, scale: 0.1}\n")
                        .collect(Collectors.joining());
    }
}
