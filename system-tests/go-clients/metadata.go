package main

import (
	"os"
	"path/filepath"

	"github.com/edgexfoundry/go-mod-core-contracts/v4/clients/interfaces"
	"github.com/edgexfoundry/go-mod-core-contracts/v4/dtos"
	dtoCommon "github.com/edgexfoundry/go-mod-core-contracts/v4/dtos/common"
	"github.com/edgexfoundry/go-mod-core-contracts/v4/dtos/requests"
)

const (
	service   = "go-service"
	profile   = "go-Profil ä 1" // names may hold what must be escaped in a path
	uploaded  = "go-uploaded"
	parent    = "go-parent"
	device    = "Gerät 设备"
	watcher   = "go-watcher"
	maker     = "Selvage"
	model     = "go"
	resource  = "level"
	command   = "levels"
	newThing  = "temperature"
	newPair   = "both"
	noPresent = "not-there"
)

type metadataClients struct {
	services interfaces.DeviceServiceClient
	profiles interfaces.DeviceProfileClient
	devices  interfaces.DeviceClient
	watchers interfaces.ProvisionWatcherClient
}

func created(answers []dtoCommon.BaseWithIdResponse, count int) bool {
	for _, answer := range answers {
		if answer.StatusCode != 201 || answer.Id == "" {
			return false
		}
	}
	return len(answers) == count
}

func ok(answers []dtoCommon.BaseResponse, status int) bool {
	return len(answers) == 1 && answers[0].StatusCode == status
}

func of[T any](value T) *T { return &value }

func resourceOf(name string) dtos.DeviceResource {
	return dtos.DeviceResource{
		Name: name, Properties: dtos.ResourceProperties{ValueType: "Int32", ReadWrite: "RW", Units: "mm"},
	}
}

func commandOf(name string, resources ...string) dtos.DeviceCommand {
	made := dtos.DeviceCommand{Name: name, ReadWrite: "RW"}
	for _, of := range resources {
		made.ResourceOperations = append(made.ResourceOperations, dtos.ResourceOperation{DeviceResource: of})
	}
	return made
}

func profileOf(name string) dtos.DeviceProfile {
	return dtos.DeviceProfile{
		DeviceProfileBasicInfo: dtos.DeviceProfileBasicInfo{
			Name: name, Manufacturer: maker, Model: model, Labels: []string{"go", "clients"},
		},
		DeviceResources: []dtos.DeviceResource{resourceOf(resource)},
		DeviceCommands:  []dtos.DeviceCommand{commandOf(command, resource)},
	}
}

func deviceOf(name, under string) dtos.Device {
	return dtos.Device{
		Name: name, Parent: under, AdminState: "UNLOCKED", OperatingState: "UP", ServiceName: service, ProfileName: profile,
		Labels: []string{"go"}, Protocols: map[string]dtos.ProtocolProperties{"other": {"Address": "here"}},
	}
}

// yamlFile writes a profile as EdgeX's users do; the caller removes its folder.
func yamlFile(description string) (string, error) {
	folder, err := os.MkdirTemp("", "go-clients")
	if err != nil {
		return "", err
	}
	file := filepath.Join(folder, "profile.yaml")
	text := "name: " + uploaded + "\nmanufacturer: " + maker + "\nmodel: other\ndescription: " + description +
		"\ndeviceResources:\n  - name: " + resource + "\n    properties: {valueType: Bool, readWrite: R}\n"
	return file, os.WriteFile(file, []byte(text), 0o600)
}

func (m *metadataClients) upload(r *report, call, description string, send func(file string) (int, error)) {
	file, err := yamlFile(description)
	defer os.RemoveAll(filepath.Dir(file))
	if err != nil {
		r.check(call, err, false, file)
		return
	}
	status, sent := send(file)
	r.check(call, sent, status == 200 || status == 201, status)
}

func (m *metadataClients) add(r *report) {
	services, err := m.services.Add(ctx, []requests.AddDeviceServiceRequest{requests.NewAddDeviceServiceRequest(
		dtos.DeviceService{Name: service, BaseAddress: "http://localhost:1", AdminState: "UNLOCKED", Labels: []string{"go"}})})
	r.check("DeviceServiceClient.Add", err, created(services, 1), services)
	profiles, err := m.profiles.Add(ctx, []requests.DeviceProfileRequest{requests.NewDeviceProfileRequest(profileOf(profile))})
	r.check("DeviceProfileClient.Add", err, created(profiles, 1), profiles)
	m.upload(r, "DeviceProfileClient.AddByYaml", "first", func(file string) (int, error) {
		answer, err := m.profiles.AddByYaml(ctx, file)
		return answer.StatusCode, err
	})
	// nobody answers for this service, so the first is added without being validated
	bypass := map[string]string{"bypassValidation": "true"}
	devices, err := m.devices.AddWithQueryParams(ctx,
		[]requests.AddDeviceRequest{requests.NewAddDeviceRequest(deviceOf(parent, ""))}, bypass)
	r.check("DeviceClient.AddWithQueryParams", err, created(devices, 1), devices)
	devices, err = m.devices.AddWithQueryParams(ctx,
		[]requests.AddDeviceRequest{requests.NewAddDeviceRequest(deviceOf(device, parent))}, bypass)
	r.check("DeviceClient.AddWithQueryParams", err, created(devices, 1), devices)
	again, err := m.devices.Add(ctx, []requests.AddDeviceRequest{requests.NewAddDeviceRequest(deviceOf(noPresent, noPresent))})
	r.check("DeviceClient.Add", err, len(again) == 1 && again[0].StatusCode >= 400, again)
	watchers, err := m.watchers.Add(ctx, []requests.AddProvisionWatcherRequest{requests.NewAddProvisionWatcherRequest(
		dtos.ProvisionWatcher{
			Name: watcher, ServiceName: service, AdminState: "UNLOCKED", Identifiers: map[string]string{"Address": ".*"},
			DiscoveredDevice: dtos.DiscoveredDevice{ProfileName: profile, AdminState: "UNLOCKED"}, Labels: []string{"go"},
		})})
	r.check("ProvisionWatcherClient.Add", err, created(watchers, 1), watchers)
}

func (m *metadataClients) query(r *report) {
	label := []string{"go"}
	services, err := m.services.AllDeviceServices(ctx, label, 0, -1)
	r.check("DeviceServiceClient.AllDeviceServices", err, services.TotalCount == 1, services)
	one, err := m.services.DeviceServiceByName(ctx, service)
	r.check("DeviceServiceClient.DeviceServiceByName", err, one.Service.Name == service, one)
	m.queryProfiles(r, label)
	m.queryDevices(r, label)
	watchers, err := m.watchers.AllProvisionWatchers(ctx, label, 0, -1)
	r.check("ProvisionWatcherClient.AllProvisionWatchers", err, watchers.TotalCount == 1, watchers)
	found, err := m.watchers.ProvisionWatcherByName(ctx, watcher)
	r.check("ProvisionWatcherClient.ProvisionWatcherByName", err, found.ProvisionWatcher.Name == watcher, found)
	watchers, err = m.watchers.ProvisionWatchersByProfileName(ctx, profile, 0, -1)
	r.check("ProvisionWatcherClient.ProvisionWatchersByProfileName", err, watchers.TotalCount == 1, watchers)
	watchers, err = m.watchers.ProvisionWatchersByServiceName(ctx, service, 0, -1)
	r.check("ProvisionWatcherClient.ProvisionWatchersByServiceName", err, watchers.TotalCount == 1, watchers)
}

func (m *metadataClients) queryProfiles(r *report, label []string) {
	one, err := m.profiles.DeviceProfileByName(ctx, profile)
	r.check("DeviceProfileClient.DeviceProfileByName", err, one.Profile.Name == profile, one)
	all, err := m.profiles.AllDeviceProfiles(ctx, label, 0, -1)
	r.check("DeviceProfileClient.AllDeviceProfiles", err, all.TotalCount == 1 && len(all.Profiles) == 1, all)
	infos, err := m.profiles.AllDeviceProfileBasicInfos(ctx, label, 0, -1)
	r.check("DeviceProfileClient.AllDeviceProfileBasicInfos", err, infos.TotalCount == 1, infos)
	all, err = m.profiles.DeviceProfilesByModel(ctx, model, 0, -1)
	r.check("DeviceProfileClient.DeviceProfilesByModel", err, all.TotalCount == 1, all)
	all, err = m.profiles.DeviceProfilesByManufacturer(ctx, maker, 0, 1)
	r.check("DeviceProfileClient.DeviceProfilesByManufacturer", err, all.TotalCount >= 2 && len(all.Profiles) == 1, all)
	all, err = m.profiles.DeviceProfilesByManufacturerAndModel(ctx, maker, model, 0, -1)
	r.check("DeviceProfileClient.DeviceProfilesByManufacturerAndModel", err, all.TotalCount == 1, all)
	found, err := m.profiles.DeviceResourceByProfileNameAndResourceName(ctx, profile, resource)
	r.check("DeviceProfileClient.DeviceResourceByProfileNameAndResourceName", err, found.Resource.Name == resource, found)
}

func (m *metadataClients) queryDevices(r *report, label []string) {
	one, err := m.devices.DeviceByName(ctx, device)
	r.check("DeviceClient.DeviceByName", err, one.Device.Name == device && one.Device.Parent == parent, one)
	exists, err := m.devices.DeviceNameExists(ctx, device)
	r.check("DeviceClient.DeviceNameExists", err, exists.StatusCode == 200, exists)
	_, err = m.devices.DeviceNameExists(ctx, noPresent)
	r.refused("DeviceClient.DeviceNameExists", err)
	all, err := m.devices.AllDevices(ctx, label, 0, -1)
	r.check("DeviceClient.AllDevices", err, all.TotalCount == 2, all)
	all, err = m.devices.AllDevicesWithChildren(ctx, parent, 2, nil, 0, -1)
	r.check("DeviceClient.AllDevicesWithChildren", err, all.TotalCount == 1 && all.Devices[0].Name == device, all)
	all, err = m.devices.DevicesByProfileName(ctx, profile, 0, -1)
	r.check("DeviceClient.DevicesByProfileName", err, all.TotalCount == 2, all)
	all, err = m.devices.DevicesByServiceName(ctx, service, 0, -1)
	r.check("DeviceClient.DevicesByServiceName", err, all.TotalCount == 2, all)
}

func (m *metadataClients) change(r *report) {
	updated, err := m.services.Update(ctx, []requests.UpdateDeviceServiceRequest{requests.NewUpdateDeviceServiceRequest(
		dtos.UpdateDeviceService{Name: of(service), Description: of("changed")})})
	r.check("DeviceServiceClient.Update", err, ok(updated, 200), updated)
	changed := dtos.UpdateDevice{Name: of(device), Description: of("changed")}
	updated, err = m.devices.UpdateWithQueryParams(ctx,
		[]requests.UpdateDeviceRequest{requests.NewUpdateDeviceRequest(changed)}, map[string]string{"bypassValidation": "true"})
	r.check("DeviceClient.UpdateWithQueryParams", err, ok(updated, 200), updated)
	gone := dtos.UpdateDevice{Name: of(noPresent), Description: of("changed")}
	updated, err = m.devices.Update(ctx, []requests.UpdateDeviceRequest{requests.NewUpdateDeviceRequest(gone)})
	r.check("DeviceClient.Update", err, ok(updated, 404), updated)
	updated, err = m.watchers.Update(ctx, []requests.UpdateProvisionWatcherRequest{requests.NewUpdateProvisionWatcherRequest(
		dtos.UpdateProvisionWatcher{Name: of(watcher), AdminState: of("LOCKED")})})
	r.check("ProvisionWatcherClient.Update", err, ok(updated, 200), updated)
	m.changeProfiles(r)
}

func (m *metadataClients) changeProfiles(r *report) {
	replaced := profileOf(profile)
	replaced.Description = "replaced"
	updated, err := m.profiles.Update(ctx, []requests.DeviceProfileRequest{requests.NewDeviceProfileRequest(replaced)})
	r.check("DeviceProfileClient.Update", err, ok(updated, 200), updated)
	m.upload(r, "DeviceProfileClient.UpdateByYaml", "second", func(file string) (int, error) {
		answer, err := m.profiles.UpdateByYaml(ctx, file)
		return answer.StatusCode, err
	})
	base := dtoCommon.NewBaseRequest()
	updated, err = m.profiles.UpdateDeviceProfileBasicInfo(ctx, []requests.DeviceProfileBasicInfoRequest{
		{BaseRequest: base, BasicInfo: dtos.UpdateDeviceProfileBasicInfo{Name: of(profile), Description: of("changed")}}})
	r.check("DeviceProfileClient.UpdateDeviceProfileBasicInfo", err, ok(updated, 200), updated)
	updated, err = m.profiles.AddDeviceProfileResource(ctx, []requests.AddDeviceResourceRequest{
		{BaseRequest: base, ProfileName: profile, Resource: resourceOf(newThing)}})
	r.check("DeviceProfileClient.AddDeviceProfileResource", err, ok(updated, 201), updated)
	updated, err = m.profiles.UpdateDeviceProfileResource(ctx, []requests.UpdateDeviceResourceRequest{
		{BaseRequest: base, ProfileName: profile,
			Resource: dtos.UpdateDeviceResource{Name: of(newThing), Description: of("changed")}}})
	r.check("DeviceProfileClient.UpdateDeviceProfileResource", err, ok(updated, 200), updated)
	updated, err = m.profiles.AddDeviceProfileDeviceCommand(ctx, []requests.AddDeviceCommandRequest{
		{BaseRequest: base, ProfileName: profile, DeviceCommand: commandOf(newPair, resource, newThing)}})
	r.check("DeviceProfileClient.AddDeviceProfileDeviceCommand", err, ok(updated, 201), updated)
	updated, err = m.profiles.UpdateDeviceProfileDeviceCommand(ctx, []requests.UpdateDeviceCommandRequest{
		{BaseRequest: base, ProfileName: profile, DeviceCommand: dtos.UpdateDeviceCommand{Name: of(newPair), IsHidden: of(true)}}})
	r.check("DeviceProfileClient.UpdateDeviceProfileDeviceCommand", err, ok(updated, 200), updated)
}

func (m *metadataClients) remove(r *report) {
	_, err := m.profiles.DeleteByName(ctx, profile)
	r.refused("DeviceProfileClient.DeleteByName", err) // devices use it
	_, err = m.devices.DeleteDeviceByName(ctx, parent)
	r.refused("DeviceClient.DeleteDeviceByName", err) // it has a child
	for _, name := range []string{device, parent} {
		answer, err := m.devices.DeleteDeviceByName(ctx, name)
		r.check("DeviceClient.DeleteDeviceByName", err, answer.StatusCode == 200, answer)
	}
	answer, err := m.watchers.DeleteProvisionWatcherByName(ctx, watcher)
	r.check("ProvisionWatcherClient.DeleteProvisionWatcherByName", err, answer.StatusCode == 200, answer)
	answer, err = m.profiles.DeleteDeviceCommandByName(ctx, profile, newPair)
	r.check("DeviceProfileClient.DeleteDeviceCommandByName", err, answer.StatusCode == 200, answer)
	answer, err = m.profiles.DeleteDeviceResourceByName(ctx, profile, newThing)
	r.check("DeviceProfileClient.DeleteDeviceResourceByName", err, answer.StatusCode == 200, answer)
	for _, name := range []string{profile, uploaded} {
		answer, err := m.profiles.DeleteByName(ctx, name)
		r.check("DeviceProfileClient.DeleteByName", err, answer.StatusCode == 200, answer)
	}
	answer, err = m.services.DeleteByName(ctx, service)
	r.check("DeviceServiceClient.DeleteByName", err, answer.StatusCode == 200, answer)
}
