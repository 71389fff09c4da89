package main

import (
	"fmt"
	"time"

	"github.com/edgexfoundry/go-mod-core-contracts/v4/clients/interfaces"
	"github.com/edgexfoundry/go-mod-core-contracts/v4/dtos"
	dtoCommon "github.com/edgexfoundry/go-mod-core-contracts/v4/dtos/common"
	"github.com/edgexfoundry/go-mod-core-contracts/v4/dtos/requests"
)

func data(r *report, events interfaces.EventClient, readings interfaces.ReadingClient) {
	start := time.Now().UnixNano()
	var ids []string
	for i := range 3 {
		event := dtos.NewEvent(profile, device, command)
		if err := event.AddSimpleReading(resource, "Int32", int32(i)); err != nil {
			panic(err) // a value of the type that is named
		}
		event.AddBinaryReading("picture", []byte{1, 2, 3}, "image/png") // goes as CBOR
		added, err := events.Add(ctx, service, requests.NewAddEventRequest(event))
		r.check("EventClient.Add", err, added.StatusCode == 201 && added.Id == event.Id, added)
		ids = append(ids, event.Id)
	}
	end := time.Now().UnixNano()
	all, err := events.AllEvents(ctx, 0, 2)
	r.check("EventClient.AllEvents", err, len(all.Events) == 2 && all.TotalCount >= 3, all)
	count, err := events.EventCount(ctx)
	r.check("EventClient.EventCount", err, count.Count >= 3, count)
	count, err = events.EventCountByDeviceName(ctx, device)
	r.check("EventClient.EventCountByDeviceName", err, count.Count == 3, count)
	all, err = events.EventsByDeviceName(ctx, device, 0, -1)
	r.check("EventClient.EventsByDeviceName", err, len(all.Events) == 3 && all.Events[0].Id == ids[2], all)
	all, err = events.EventsByTimeRange(ctx, start, end, 0, -1)
	r.check("EventClient.EventsByTimeRange", err, len(all.Events) >= 3, all)
	queryReadings(r, readings, start, end)
	deleted, err := events.DeleteById(ctx, ids[0])
	r.check("EventClient.DeleteById", err, deleted.StatusCode == 200, deleted)
	deleted, err = events.DeleteByDeviceName(ctx, device)
	r.check("EventClient.DeleteByDeviceName", err, deleted.StatusCode == 202, deleted)
	count, err = events.EventCountByDeviceName(ctx, device)
	r.check("EventClient.EventCountByDeviceName", err, count.Count == 0, count)
	deleted, err = events.DeleteByAge(ctx, int(time.Hour.Nanoseconds()))
	r.check("EventClient.DeleteByAge", err, deleted.StatusCode == 202, deleted)
}

func queryReadings(r *report, readings interfaces.ReadingClient, start, end int64) {
	all, err := readings.AllReadings(ctx, 0, 2)
	r.check("ReadingClient.AllReadings", err, len(all.Readings) == 2, all)
	count, err := readings.ReadingCount(ctx)
	r.check("ReadingClient.ReadingCount", err, count.Count >= 6, count)
	count, err = readings.ReadingCountByDeviceName(ctx, device)
	r.check("ReadingClient.ReadingCountByDeviceName", err, count.Count == 6, count)
	all, err = readings.ReadingsByDeviceName(ctx, device, 0, -1)
	r.check("ReadingClient.ReadingsByDeviceName", err, len(all.Readings) == 6, all)
	all, err = readings.ReadingsByResourceName(ctx, resource, 0, -1)
	r.check("ReadingClient.ReadingsByResourceName", err, len(all.Readings) == 3 && all.Readings[0].Value == "2", all)
	all, err = readings.ReadingsByTimeRange(ctx, start, end, 0, -1)
	r.check("ReadingClient.ReadingsByTimeRange", err, len(all.Readings) >= 6, all)
	all, err = readings.ReadingsByResourceNameAndTimeRange(ctx, resource, start, end, 0, -1)
	r.check("ReadingClient.ReadingsByResourceNameAndTimeRange", err, len(all.Readings) == 3, all)
	all, err = readings.ReadingsByDeviceNameAndResourceName(ctx, device, resource, 0, -1)
	r.check("ReadingClient.ReadingsByDeviceNameAndResourceName", err, len(all.Readings) == 3, all)
	all, err = readings.ReadingsByDeviceNameAndResourceNameAndTimeRange(ctx, device, resource, start, end, 0, -1)
	r.check("ReadingClient.ReadingsByDeviceNameAndResourceNameAndTimeRange", err, len(all.Readings) == 3, all)
	both := []string{resource, "picture"}
	all, err = readings.ReadingsByDeviceNameAndResourceNamesAndTimeRange(ctx, device, both, start, end, 0, -1)
	r.check("ReadingClient.ReadingsByDeviceNameAndResourceNamesAndTimeRange", err, len(all.Readings) == 6, all)
}

// commands asks a device of device-virtual that it adds itself, with that service's first profile of the demo.
func commands(r *report, devices interfaces.DeviceClient, client interfaces.CommandClient) {
	all, err := client.AllDeviceCoreCommands(ctx, 0, -1)
	r.check("CommandClient.AllDeviceCoreCommands", err, all.TotalCount >= 2, all.TotalCount)
	one, err := client.DeviceCoreCommandsByDeviceName(ctx, device)
	r.check("CommandClient.DeviceCoreCommandsByDeviceName", err,
		one.DeviceCoreCommand.DeviceName == device && len(one.DeviceCoreCommand.CoreCommands) > 0, one)
	demo, err := devices.DevicesByServiceName(ctx, "device-virtual", 0, 1)
	if !isNil(err) || len(demo.Devices) == 0 {
		r.check("CommandClient.IssueGetCommandByName", fmt.Errorf("no device of device-virtual to ask: %v", err), false, demo)
		return
	}
	name := demo.Devices[0].Name
	known, err := client.DeviceCoreCommandsByDeviceName(ctx, name)
	r.check("CommandClient.DeviceCoreCommandsByDeviceName", err, len(known.DeviceCoreCommand.CoreCommands) > 0, known)
	asked := false
	for _, core := range known.DeviceCoreCommand.CoreCommands {
		if !core.Get || !core.Set || asked {
			continue
		}
		asked = true
		event, err := client.IssueGetCommandByName(ctx, name, core.Name, false, true)
		r.check("CommandClient.IssueGetCommandByName", err, event != nil && event.Event.DeviceName == name, event)
		event, err = client.IssueGetCommandByNameWithQueryParams(ctx, name, core.Name, map[string]string{"ds-pushevent": "false"})
		holds := event != nil && len(event.Event.Readings) > 0
		r.check("CommandClient.IssueGetCommandByNameWithQueryParams", err, holds, event)
		if holds {
			settings := map[string]any{}
			for _, reading := range event.Event.Readings {
				settings[reading.ResourceName] = reading.Value
			}
			set, err := client.IssueSetCommandByName(ctx, name, core.Name, settings)
			r.check("CommandClient.IssueSetCommandByName", err, set.StatusCode == 200, set)
		}
	}
}

func common(r *report, client interfaces.CommonClient) {
	config, err := client.Configuration(ctx)
	r.check("CommonClient.Configuration", err, config.ServiceName == "core-metadata", config)
	ping, err := client.Ping(ctx)
	r.check("CommonClient.Ping", err, ping.ServiceName == "core-metadata", ping)
	version, err := client.Version(ctx)
	r.check("CommonClient.Version", err, version.Version != "", version)
	secret, err := client.AddSecret(ctx, dtoCommon.NewSecretRequest("go-clients",
		[]dtoCommon.SecretDataKeyValue{{Key: "token", Value: "not a secret"}}))
	// kept where there is core-keeper, refused where there are only files
	r.made["CommonClient.AddSecret"] = true
	if isNil(err) && secret.StatusCode != 201 || !isNil(err) && err.Code() != 405 {
		r.check("CommonClient.AddSecret", err, false, secret)
	}
}
