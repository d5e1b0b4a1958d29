-- The tables of the most used module for combinations of options, on OpenCart 2.3 and 3.0.
CREATE TABLE `oc_relatedoptions` (
  `relatedoptions_id` int(11) NOT NULL AUTO_INCREMENT,
  `relatedoptions_variant_product_id` int(11) NOT NULL,
  `product_id` int(11) NOT NULL,
  `quantity` int(4) NOT NULL,
  `model` varchar(64) NOT NULL,
  `sku` varchar(64) NOT NULL,
  `price` decimal(15,4) NOT NULL,
  PRIMARY KEY (`relatedoptions_id`),
  KEY `product_id` (`product_id`)
) ENGINE=MyISAM DEFAULT CHARSET=utf8mb3 COLLATE=utf8mb3_general_ci;
CREATE TABLE `oc_relatedoptions_option` (
  `relatedoptions_id` int(11) NOT NULL,
  `product_id` int(11) NOT NULL,
  `option_id` int(11) NOT NULL,
  `option_value_id` int(11) NOT NULL,
  KEY `product_id` (`product_id`)
) ENGINE=MyISAM DEFAULT CHARSET=utf8mb3 COLLATE=utf8mb3_general_ci;
CREATE TABLE `oc_relatedoptions_variant_product` (
  `relatedoptions_variant_product_id` int(11) NOT NULL AUTO_INCREMENT,
  `relatedoptions_variant_id` int(11) NOT NULL,
  `product_id` int(11) NOT NULL,
  `relatedoptions_use` tinyint(1) NOT NULL,
  PRIMARY KEY (`relatedoptions_variant_product_id`)
) ENGINE=MyISAM DEFAULT CHARSET=utf8mb3 COLLATE=utf8mb3_general_ci;
