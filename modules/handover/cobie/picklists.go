package cobie

// listNames are the names under which workbooks keep pick lists that columns
// call otherwise.
var listNames = map[string]string{"ApprovalType": "ApprovalBy", "CurrencyUnit": "CostUnit", "Category-Floor": "FloorType", "Category-Zone": "ZoneType", "IssueType": "IssueCategory",
	"Category-System": "Category-Element", "Category-Type": "Category-Product"}

// pickLists are the lists of the standard, DKK beside its currencies. Lists
// called Category are filled with the codes that a workbook uses.
var pickLists = map[string][]string{
	"ApprovalBy":     {"Contractor Certified", "Information Only", "Owner Approval"},
	"AreaUnit":       {"squarefeet", "squaremiles", "squaremeters", "squarekilometers"},
	"AssemblyType":   {"Fixed", "Optional", "Included", "Excluded", "Layer", "Patch", "Mix"},
	"AssetType":      {"Fixed", "Moveable"},
	"ConnectionType": {"Control", "Flow", "Return", "Structural", "Supply"},
	"CoordinateType": {"point", "line-end-one", "line-end-two", "box-lowerleft", "box-upperright"},
	"CostUnit":       {"DKK", "Dollars", "Euros"},
	"DocumentType": {"Certificates", "Client Requirements", "Closeout Submittals", "Contract Drawings", "Contract Modifications", "Contract Specifications", "Design Data", "Design Review Comment",
		"Manufacturer Field Reports", "Manufacturer Instructions", "Operation and Maintenance", "Preconstruction Submittals", "Product Data", "Punch List Items", "Requests for Information",
		"Samples", "Shop Drawings", "Specifications", "Test Reports"},
	"DurationUnit":  {"as required", "minute", "day", "week", "month", "quarter", "year"},
	"FloorType":     {"Floor", "Roof", "Site"},
	"ImpactStage":   {"Production", "Installation", "Maintenance", "Replacement", "Use", "Reuse"},
	"ImpactType":    {"Cost", "ClimateChange", "PrimaryEnergyConsumption"},
	"ImpactUnit":    {"currency", "kgCO2e", "MJ"},
	"IssueCategory": {"Change", "Claim", "Coordination", "Environmental", "Function", "IndoorAirQuality", "Installation", "RFI", "Safety", "Specification"},
	"IssueChance":   {"Has Occurred", "High", "Moderate", "Low", "Unknown"},
	"IssueImpact":   {"Very High", "High", "Moderate", "Low", "Unknown"},
	"IssueRisk":     {"Very High", "High", "Moderate", "Low", "Unknown"},
	"JobStatusType": {"Completed", "Not Yet Started", "Started"},
	"JobType":       {"Adjustment", "Calibration", "Emergency", "Inspection", "Operation", "PM", "Safety", "ShutDown", "StartUp", "Testing", "Trouble"},
	"LinearUnit":    {"inches", "feet", "miles", "millimeters", "meters", "kilometers"},
	"ResourceType":  {"Labor", "Material", "Tools", "Training"},
	"SheetType":     {"Assembly", "Attribute", "Component", "Connection", "Contact", "Coordinate", "Document", "Facility", "Floor", "Impact", "Issue", "Job", "Resource", "Space", "Spare", "System", "Type", "Zone"},
	"SpareType":     {"Lubricant", "Other", "Part", "PartSet", "Spare", "SpareSet"},
	"StageType":     {"Approved", "As Built", "Exact Requirement", "Maximum Requirement", "Minimum Requirement", "Requirement", "Submitted"},
	"VolumeUnit":    {"cubicfeet", "cubicmeters"},
	"ZoneType":      {"Circulation Zone", "Fire Alarm Zone", "Historical Preservation Zone", "Lighting Zone", "Occupancy Zone", "Ventilation Zone"},
}
